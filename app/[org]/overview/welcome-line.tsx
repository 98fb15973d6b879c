"use client";

import { X } from "lucide-react";
import { IconButton } from "../../_ui/icon-button";
import { keepChoice, useKeptChoice } from "../../_ui/kept-choice";
import { TextLink } from "../../_ui/text-link";

/** The demo explains itself in one line and goes when told to. Shown with the embedded stack only. */
export function WelcomeLine({ sandboxUrl }: { sandboxUrl: string }) {
  if (useKeptChoice("welcome=read", false)) return null;
  return (
    <div className="-mb-2 flex items-center gap-3 rounded-card border border-accent-line bg-accent-soft py-2 pr-2 pl-4 text-13">
      <p className="min-w-0 flex-1">
        This is a demo: invented callers ring by themselves. You can also{" "}
        <TextLink href={sandboxUrl}>place a test call</TextLink> and watch it arrive.
      </p>
      <IconButton label="Understood, hide this" onClick={() => keepChoice("welcome=read")}>
        <X />
      </IconButton>
    </div>
  );
}

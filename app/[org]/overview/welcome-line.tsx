"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../_ui/icon-button";
import { TextLink } from "../../_ui/text-link";

/** The demo explains itself in one line and goes when told to. Shown with the embedded stack only. */
export function WelcomeLine({ sandboxUrl }: { sandboxUrl: string }) {
  const [read, setRead] = useState(false);
  if (read) return null;
  const dismiss = () => {
    setRead(true);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
    document.cookie = "welcome=read; path=/; max-age=31536000; samesite=lax";
  };
  return (
    <div className="-mb-2 flex items-center gap-3 rounded-card border border-accent-line bg-accent-soft py-2 pr-2 pl-4 text-13">
      <p className="min-w-0 flex-1">
        This is a demo: invented callers ring by themselves. You can also{" "}
        <TextLink href={sandboxUrl}>place a test call</TextLink> and watch it arrive.
      </p>
      <IconButton label="Understood, hide this" onClick={dismiss}>
        <X />
      </IconButton>
    </div>
  );
}

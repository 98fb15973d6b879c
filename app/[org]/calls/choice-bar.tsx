"use client";

import { X } from "lucide-react";
import { useFormat } from "@/app/_ui/format/use-format";
import { Button } from "../../_ui/button";
import { IconButton } from "../../_ui/icon-button";
import { Kbd } from "../../_ui/kbd";
import { useShortcuts } from "../../_ui/shortcuts";
import { MOST } from "./use-choice";

/** What can be done with the chosen calls; stands above the end of the page while any is chosen. */
export function ChoiceBar({
  count,
  shown,
  onBillable,
  onReviewed,
  onAll,
  onClear,
}: {
  count: number;
  shown: number;
  onBillable: (isBillable: boolean) => void;
  onReviewed: () => void;
  onAll: () => void;
  onClear: () => void;
}) {
  const format = useFormat();
  useShortcuts([{ keys: "Escape", does: "Choose none", run: onClear }]);
  if (count === 0) return null;
  const largest = Math.min(shown, MOST);
  return (
    <section
      aria-label="Chosen calls"
      className="-translate-x-1/2 fixed bottom-6 left-1/2 z-30 flex max-w-[calc(100vw-1rem)] animate-overlay max-sm:w-full items-center gap-2 rounded-card bg-raised p-2 pl-4 max-sm:flex-wrap max-sm:gap-1 max-sm:pl-3 shadow-overlay max-md:bottom-20"
    >
      <p className="tabular mr-2 whitespace-nowrap text-13 max-sm:mr-0 max-sm:w-full max-sm:py-1.5" aria-live="polite">
        {format.count(count, "call")}
        {count >= MOST ? <span className="text-faint"> (at most {MOST} at once)</span> : null}
      </p>
      <Button size="small" onClick={onReviewed}>
        Mark reviewed{" "}
        <span className="max-sm:hidden">
          <Kbd>e</Kbd>
        </span>
      </Button>
      <Button size="small" onClick={() => onBillable(false)}>
        Mark as test{" "}
        <span className="max-sm:hidden">
          <Kbd>b</Kbd>
        </span>
      </Button>
      <Button size="small" onClick={() => onBillable(true)}>
        Mark billable
      </Button>
      {count < largest ? (
        <Button size="small" look="ghost" onClick={onAll} className="max-sm:hidden">
          Choose all {largest} shown
        </Button>
      ) : null}
      <IconButton
        label="Choose none"
        shortcut="Esc"
        onClick={onClear}
        className="max-sm:absolute max-sm:top-1 max-sm:right-1"
      >
        <X />
      </IconButton>
    </section>
  );
}

"use client";

import { ArrowUp } from "lucide-react";
import { useFormat } from "./format/use-format";

/** "3 new calls" above a scrolled list; showing them is the reader's choice. */
export function NewRowsPill({
  count,
  word,
  plural,
  onShow,
  className = "top-[5.5rem]",
}: {
  count: number;
  word: string;
  plural?: string;
  onShow: () => void;
  /** Where it sticks, when the list is not scrolled with the page. */
  className?: string;
}) {
  const format = useFormat();
  return (
    <div aria-live="polite" className={`pointer-events-none sticky z-20 -mb-8 flex h-8 justify-center ${className}`}>
      {count > 0 ? (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto flex h-8 animate-overlay items-center gap-1.5 rounded-full bg-accent px-3 font-medium text-13 text-on-accent shadow-overlay hover:bg-accent-hover"
        >
          <ArrowUp aria-hidden className="size-4" />
          {format.count(count, `new ${word}`, plural ? `new ${plural}` : undefined)}
        </button>
      ) : null}
    </div>
  );
}

"use client";

import { ArrowUp } from "lucide-react";
import { formatCount } from "./format/format-count";

/** "3 new calls" above a scrolled list; showing them is the reader's choice. */
export function NewRowsPill({ count, word, onShow }: { count: number; word: string; onShow: () => void }) {
  return (
    <div aria-live="polite" className="pointer-events-none sticky top-[5.5rem] z-20 -mb-8 flex h-8 justify-center">
      {count > 0 ? (
        <button
          type="button"
          onClick={onShow}
          className="pointer-events-auto flex h-8 animate-overlay items-center gap-1.5 rounded-full bg-accent px-3 font-medium text-13 text-on-accent shadow-overlay hover:bg-accent-hover"
        >
          <ArrowUp aria-hidden className="size-4" />
          {formatCount(count, `new ${word}`)}
        </button>
      ) : null}
    </div>
  );
}

"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useQueryState } from "@/app/_ui/data/query-state";
import { controlClass } from "./input";
import { useShortcuts } from "./shortcuts";

const SETTLE_MS = 250;

/**
 * A search bound to a query parameter, a quarter second after the last key. `/` focuses it (`keys: null` where another
 * search of the page has the key), Esc empties it.
 */
export function SearchField({
  name = "search",
  label,
  keys = "/",
  className,
}: {
  name?: string;
  label: string;
  keys?: "/" | null;
  className?: string;
}) {
  const [inAddress, setInAddress] = useQueryState(name);
  // What is typed and not yet in the address.
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const value = draft ?? inAddress ?? "";
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address has changed, by this field or by somebody else
  useEffect(() => {
    if (timer.current === undefined) setDraft(null);
  }, [inAddress]);
  const type = (text: string) => {
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      if (text === (inAddress ?? "")) setDraft(null);
      else setInAddress(text || null);
    }, SETTLE_MS);
  };
  const clear = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setDraft(null);
    setInAddress(null);
  };
  const input = useRef<HTMLInputElement>(null);
  useShortcuts(keys ? [{ keys, does: label, run: () => input.current?.focus() }] : []);
  return (
    <span className={`relative block ${className ?? ""}`}>
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-faint"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (value) clear();
          else input.current?.blur();
        }}
        className={`${controlClass} h-8 px-8! max-sm:h-10 [&::-webkit-search-cancel-button]:hidden`}
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={clear}
          className="-translate-y-1/2 absolute top-1/2 right-1.5 grid size-6 place-items-center rounded-[4px] text-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

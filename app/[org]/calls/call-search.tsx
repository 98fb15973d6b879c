"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { controlClass } from "../../_ui/input";
import { useShortcuts } from "../../_ui/shortcuts";
import type { Filters } from "./filters";

const PAUSE_MS = 250;
const NUMBER = /^\+?[\d\s().-]{3,20}$/;

/** One field for words that were said and for phone numbers: what looks like a number is one. Esc empties it. */
export function CallSearch({
  filters,
  onSearch,
}: {
  filters: Pick<Filters, "search" | "number">;
  onSearch: (found: Pick<Filters, "search" | "number">) => void;
}) {
  const inForce = filters.search ?? filters.number ?? "";
  const [text, setText] = useState(inForce);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const label = "Search words said, or a number";
  useShortcuts([{ keys: "/", does: label, run: () => input.current?.focus() }]);
  // A view or the back button changed the search from outside.
  const told = useRef(inForce);
  useEffect(() => {
    if (told.current === inForce) return;
    told.current = inForce;
    setText(inForce);
  }, [inForce]);
  const search = (value: string, pause: number) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const trimmed = value.trim();
      told.current = trimmed;
      onSearch(
        trimmed === ""
          ? { search: null, number: null }
          : NUMBER.test(trimmed)
            ? { search: null, number: trimmed }
            : { search: trimmed, number: null },
      );
    }, pause);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <span className="relative block w-64 shrink-0 in-[.beside]:w-48 max-sm:w-full">
      <Search
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-faint"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder="Words or a number"
        value={text}
        onChange={(event) => search(event.target.value, PAUSE_MS)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(text, 0);
          if (event.key !== "Escape") return;
          if (text) search("", 0);
          else input.current?.blur();
        }}
        className={`${controlClass} h-8 px-8! max-sm:h-10 [&::-webkit-search-cancel-button]:hidden`}
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => search("", 0)}
          className="-translate-y-1/2 absolute top-1/2 right-1.5 grid size-6 place-items-center rounded-[4px] text-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

"use client";

import { Search, X } from "lucide-react";
import { useQueryState } from "nuqs";
import { useRef } from "react";
import { controlClass } from "./input";
import { useShortcuts } from "./shortcuts";

/** A search bound to a query parameter, a quarter second after the last key. `/` focuses it, Esc empties it. */
export function SearchField({
  name = "search",
  label,
  className,
}: {
  name?: string;
  label: string;
  className?: string;
}) {
  const [value, setValue] = useQueryState(name, {
    limitUrlUpdates: { method: "debounce", timeMs: 250 },
    defaultValue: "",
  });
  const input = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: "/", does: label, run: () => input.current?.focus() }]);
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
        onChange={(event) => setValue(event.target.value || null)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (value) setValue(null);
          else input.current?.blur();
        }}
        className={`${controlClass} h-8 px-8! max-sm:h-10 [&::-webkit-search-cancel-button]:hidden`}
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => setValue(null)}
          className="-translate-y-1/2 absolute top-1/2 right-1.5 grid size-6 place-items-center rounded-[4px] text-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}

"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { IconButton } from "@/app/_ui/icon-button";
import { Input } from "@/app/_ui/input";
import { useShortcuts } from "@/app/_ui/shortcuts";
import type { Line } from "./conversation-timeline";
import { type Found, findWords } from "./find-words";
import { useHighlights } from "./use-highlights";

const LABEL = "Find in this call";

/** A search within the words of one call: all places light up, Enter goes from one to the next. */
export function FindInCall({
  lines,
  list,
  onShow,
}: {
  lines: readonly Line[];
  list: RefObject<HTMLOListElement | null>;
  onShow: (line: number) => void;
}) {
  const [text, setText] = useState("");
  const [at, setAt] = useState<number | null>(null);
  const wanted = useDeferredValue(text);
  const found = useMemo(() => findWords(lines, wanted), [lines, wanted]);
  const input = useRef<HTMLInputElement>(null);
  useHighlights(list, wanted, found, at);
  useShortcuts([{ keys: "/", does: LABEL, run: () => input.current?.focus() }]);
  const go = (step: 1 | -1) => {
    if (found.length === 0) return;
    const next = at === null ? (step === 1 ? 0 : found.length - 1) : (at + step + found.length) % found.length;
    setAt(next);
    onShow(found[next]?.line ?? 0);
  };
  const clear = () => {
    setText("");
    setAt(null);
  };
  // A transcript that grew may have moved the places.
  useEffect(() => setAt((now) => (now === null || now < found.length ? now : null)), [found]);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    else if (event.key !== "Escape") return;
    else if (text) clear();
    else input.current?.blur();
    event.preventDefault();
  };
  return (
    <search aria-label={LABEL} className="mb-3 flex max-w-[44rem] items-center gap-2">
      <span className="relative block w-64 max-sm:w-full">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-faint"
        />
        <Input
          ref={input}
          aria-label={LABEL}
          placeholder={LABEL}
          value={text}
          className="px-8!"
          onChange={(event) => {
            setText(event.target.value);
            setAt(null);
          }}
          onKeyDown={pressed}
        />
      </span>
      {text ? <Places found={found} at={at} onGo={go} onClear={clear} /> : null}
    </search>
  );
}

/** Stays in sight while the places are walked, wherever in the conversation they are. */
function Places({
  found,
  at,
  onGo,
  onClear,
}: {
  found: readonly Found[];
  at: number | null;
  onGo: (step: 1 | -1) => void;
  onClear: () => void;
}) {
  const format = useFormat();
  return (
    <span className="fixed right-6 bottom-6 z-20 flex items-center gap-1 rounded-card bg-raised py-1 pr-1 pl-3 shadow-overlay max-md:right-4 max-md:bottom-20">
      <span aria-live="polite" className="tabular text-13 text-muted">
        {found.length === 0
          ? "Not said in this call"
          : `${at === null ? "" : `${at + 1} of `}${placesOf(format, found.length)}`}
      </span>
      <IconButton label="Previous place" shortcut="⇧ Enter" disabled={found.length === 0} onClick={() => onGo(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton label="Next place" shortcut="Enter" disabled={found.length === 0} onClick={() => onGo(1)}>
        <ChevronDown />
      </IconButton>
      <IconButton label="Clear the search" shortcut="Esc" onClick={onClear}>
        <X />
      </IconButton>
    </span>
  );
}

function placesOf(format: Format, count: number): string {
  return count === 1 ? "1 place" : `${format.number(count)} places`;
}

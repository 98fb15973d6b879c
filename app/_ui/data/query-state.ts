"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import {
  type inferParserType,
  type Parser,
  type Parsers,
  parseAsString,
  type QueryChange,
  readQuery,
  writeQuery,
} from "./query-parsers";

type SetQuery<All extends Parsers> = (
  change: QueryChange<All> | null,
  options?: { history?: "push" | "replace" },
) => void;

/** What was written into the address and the router, which takes such changes at its leisure, has not told us yet. */
let written: string | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Anybody may have moved on since: what is no longer in the address is no longer ours.
const ahead = () => (written === window.location.search ? written : null);
const asRendered = () => null;

/** The query of the address as it is now; a control that changed it shows that in the same frame. */
function useQuery(): URLSearchParams {
  const known = useSearchParams();
  const own = useSyncExternalStore(subscribe, ahead, asRendered);
  useEffect(() => {
    if (`?${known}` === own || (own === "" && known.size === 0)) written = null;
  }, [known, own]);
  return useMemo(() => new URLSearchParams(own ?? known), [own, known]);
}

/**
 * Values that live in the address, and a function that changes some of them (null takes all out). The page is not asked
 * for again: what depends on them is read by SWR. Several changes in one turn add up.
 */
export function useQueryStates<All extends Parsers>(parsers: All): [inferParserType<All>, SetQuery<All>] {
  const query = useQuery();
  const latest = useRef(parsers);
  latest.current = parsers;
  const names = Object.keys(parsers);
  // The same values stay the same objects while other parts of the address change.
  const shape = JSON.stringify(names.map((name) => [name, query.getAll(name)]));
  const values = useMemo(() => readQuery(latest.current, new URLSearchParams(pairs(shape))), [shape]);
  const set = useCallback<SetQuery<All>>((change, { history = "replace" } = {}) => {
    const none = Object.fromEntries(Object.keys(latest.current).map((name) => [name, null])) as QueryChange<All>;
    const now = new URLSearchParams(window.location.search);
    const next = writeQuery(latest.current, now, change ?? none).toString();
    if (next === now.toString()) return;
    const address = `${window.location.pathname}${next ? `?${next}` : ""}${window.location.hash}`;
    if (history === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
    written = window.location.search;
    for (const listener of listeners) listener();
  }, []);
  return [values, set];
}

type SetValue<Value> = (value: Value | null, options?: { history?: "push" | "replace" }) => void;

/** One value that lives in the address: a text, or what the parser reads. */
export function useQueryState(name: string): [string | null, SetValue<string>];
export function useQueryState<Value>(name: string, parser: Parser<Value>): [Value, SetValue<Value>];
export function useQueryState(name: string, parser: Parser<unknown> = parseAsString): [unknown, SetValue<never>] {
  const [values, setAll] = useQueryStates({ [name]: parser });
  const set = useCallback<SetValue<unknown>>((value, options) => setAll({ [name]: value }, options), [name, setAll]);
  return [values[name], set];
}

function pairs(shape: string): [string, string][] {
  return (JSON.parse(shape) as [string, string[]][]).flatMap(([name, all]) =>
    all.map((value): [string, string] => [name, value]),
  );
}

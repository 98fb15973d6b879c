"use client";

import { type RefObject, useEffect } from "react";
import { asHeard, type Found, occurrences, plain } from "./find-words";

const ALL = "found";
const CURRENT = "found-now";

/**
 * Lights up what was found, without drawing a single line anew: the browser paints ranges of text. One that cannot paint
 * them still goes from place to place.
 */
export function useHighlights(
  list: RefObject<HTMLOListElement | null>,
  wanted: string,
  found: readonly Found[],
  at: number | null,
) {
  useEffect(() => {
    const element = list.current;
    const needle = plain(wanted).trim();
    if (!element || found.length === 0 || !("highlights" in CSS)) return;
    let frame = 0;
    const paint = () => {
      frame = 0;
      const byLine = rangesByLine(element, found, needle);
      const current = at === null ? undefined : found[at];
      const now = current && byLine.get(current.line)?.[current.occurrence];
      CSS.highlights.set(ALL, new Highlight(...[...byLine.values()].flat()));
      CSS.highlights.set(CURRENT, new Highlight(...(now ? [now] : [])));
    };
    paint();
    // Lines that come near the screen are drawn word by word, and their text is another.
    const observer = new MutationObserver(() => {
      frame ||= requestAnimationFrame(paint);
    });
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(ALL);
      CSS.highlights.delete(CURRENT);
    };
  }, [list, wanted, found, at]);
}

function rangesByLine(list: HTMLElement, found: readonly Found[], needle: string): Map<number, Range[]> {
  const ranges = new Map<number, Range[]>();
  for (const line of new Set(found.map((place) => place.line))) {
    const said = list.querySelector(`[data-place="${line}"] [data-said]`);
    if (said) ranges.set(line, rangesIn(said, needle));
  }
  return ranges;
}

function rangesIn(said: Element, needle: string): Range[] {
  const nodes: { node: Node; from: number }[] = [];
  const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, from: text.length });
    text += node.textContent ?? "";
  }
  const placeOf = (offset: number) => {
    const holder = nodes.findLast(({ from }) => from <= offset);
    return holder ? ([holder.node, offset - holder.from] as const) : undefined;
  };
  // The same length as what is on screen: a range counts the characters that are there.
  return occurrences(asHeard(text), needle).flatMap((start) => {
    const [from, to] = [placeOf(start), placeOf(start + needle.length - 1)];
    if (!from || !to) return [];
    const range = document.createRange();
    range.setStart(from[0], from[1]);
    range.setEnd(to[0], to[1] + 1);
    return [range];
  });
}

"use client";

import { type RefObject, useEffect, useState } from "react";

/** Up to so many lines are drawn word by word at once. */
const ALL_AT_ONCE = 120;
/** Beyond that, the first lines are; the others when they come this close to the screen. */
const AT_FIRST = 40;
const CLOSE = "600px 0px";

/**
 * Which lines of a long conversation are drawn word by word: tens of thousands of words would make the page crawl, and only
 * those near the screen can be clicked. A line once near stays so, or a selection over it would be lost. Null for all.
 */
export function useNearLines(count: number, list: RefObject<HTMLOListElement | null>): ReadonlySet<number> | null {
  const long = count > ALL_AT_ONCE;
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set(Array.from({ length: AT_FIRST }, (_, at) => at)));
  useEffect(() => {
    const element = list.current;
    if (!long || !element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const places = entries.filter((entry) => entry.isIntersecting).map(({ target }) => placeOf(target));
        for (const { target, isIntersecting } of entries) if (isIntersecting) observer.unobserve(target);
        if (places.length > 0) setNear((before) => new Set([...before, ...places]));
      },
      { rootMargin: CLOSE },
    );
    for (const line of element.querySelectorAll("[data-place]")) if (placeOf(line) < count) observer.observe(line);
    return () => observer.disconnect();
  }, [long, count, list]);
  return long ? near : null;
}

function placeOf(line: Element): number {
  return line instanceof HTMLElement ? Number(line.dataset.place) : -1;
}

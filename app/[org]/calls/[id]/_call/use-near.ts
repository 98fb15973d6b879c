"use client";

import { type RefObject, useEffect, useState } from "react";

const CLOSE = "600px 0px";

let observer: IntersectionObserver | undefined;
const arrivals = new Map<Element, () => void>();

/**
 * Whether an element has come near the screen; once near it stays so, or a selection over it would be lost. All elements
 * share one observer, and only the one that comes near is drawn again.
 * @param always where there are too few to be worth the watch
 */
export function useNear(element: RefObject<HTMLElement | null>, always: boolean): boolean {
  const [near, setNear] = useState(always);
  const waits = !near && !always;
  useEffect(() => {
    const watched = element.current;
    if (!waits || !watched) return;
    observer ??= new IntersectionObserver(arrived, { rootMargin: CLOSE });
    arrivals.set(watched, () => setNear(true));
    observer.observe(watched);
    return () => forget(watched);
  }, [element, waits]);
  return near || always;
}

function arrived(entries: readonly IntersectionObserverEntry[]) {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    arrivals.get(target)?.();
    forget(target);
  }
}

function forget(element: Element) {
  arrivals.delete(element);
  observer?.unobserve(element);
}

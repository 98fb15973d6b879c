"use client";

import { type RefObject, useEffect, useLayoutEffect } from "react";

/** Height of the bar on top of every page. */
const BAR_PX = 48;

/** Keeps a fixed box right under the bar, which is lower while a banner stands above it. */
export function useUnderBar(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const main = document.querySelector("main");
    if (!main) return;
    const place = () => {
      if (box.current) box.current.style.top = `${BAR_PX + Math.max(0, main.getBoundingClientRect().top)}px`;
    };
    place();
    const sizes = new ResizeObserver(place);
    sizes.observe(main);
    sizes.observe(document.body);
    window.addEventListener("scroll", place, { passive: true });
    return () => {
      sizes.disconnect();
      window.removeEventListener("scroll", place);
    };
  }, [box]);
}

/** A step back in the browser's history would put the list where it was when the call was opened; it stays where it is. */
export function useKeptScroll(list: string): void {
  useEffect(() => {
    let top = window.scrollY;
    const scrolled = () => {
      top = window.scrollY;
    };
    const wentBack = () => {
      const kept = top;
      if (window.location.pathname === list) requestAnimationFrame(() => window.scrollTo({ top: kept }));
    };
    window.addEventListener("scroll", scrolled, { passive: true });
    window.addEventListener("popstate", wentBack);
    return () => {
      window.removeEventListener("scroll", scrolled);
      window.removeEventListener("popstate", wentBack);
    };
  }, [list]);
}

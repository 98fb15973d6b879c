import type { Locator, Page } from "@playwright/test";
import { expect } from "./expect";

/** Presses Tab (or another key) until the focus is there, and demands that it can be seen. */
export async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    const focus = await target.evaluate((element) => {
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      return { here: element === document.activeElement, seen: outlineStyle !== "none" || boxShadow !== "none" };
    });
    if (!focus.here) continue;
    expect(focus.seen, `the focus on ${target} is visible`).toBe(true);
    return;
  }
  throw new Error(`${key} does not lead to ${target}`);
}

import type { BrowserContext, Route } from "@playwright/test";
import { awaitComplaint, complaintOf, expect } from "./expect";

/**
 * Negative controls of browser journeys: a fault is planted between the browser and the served product, and the same
 * journey must then fail, at the claim that the fault breaks.
 */
export async function expectComplaint(journey: () => Promise<void>, about: RegExp): Promise<void> {
  const complaint = await awaitComplaint(about, journey).then(
    () => "The journey went through although a fault was planted",
    complaintOf,
  );
  expect(complaint).toMatch(about);
}

/** The live stream opens and never says a word: what should change by itself stands still. */
export function deafenStream(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    class DeafEventSource extends EventTarget {
      static CONNECTING = 0;
      static OPEN = 1;
      static CLOSED = 2;
      readyState = 1;
      onopen: ((event: Event) => void) | null = null;
      constructor() {
        super();
        setTimeout(() => this.onopen?.(new Event("open")));
      }
      close() {
        this.readyState = 2;
      }
    }
    Object.assign(window, { EventSource: DeafEventSource });
  });
}

/** The API answers one kind of request with these words, and does nothing. */
export function pretend(context: BrowserContext, method: string, path: RegExp, answer: object): Promise<unknown> {
  return context.route(path, (route) =>
    route.request().method() === method ? route.fulfill({ json: answer }) : route.fallback(),
  );
}

/** The API does what it is asked, and lies about what came of it. */
export function falsify(
  context: BrowserContext,
  path: RegExp,
  lie: (truth: Record<string, unknown>) => object,
): Promise<unknown> {
  return context.route(path, async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: lie(await response.json()) });
  });
}

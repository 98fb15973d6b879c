import { AsyncLocalStorage } from "node:async_hooks";
import { stripVTControlCharacters } from "node:util";
import { expect as patient } from "@playwright/test";

/** What the claim is given that a planted fault breaks. The fault is there for good: more patience changes nothing. */
const ENOUGH_MS = 3_000;

const hasty = patient.configure({ timeout: ENOUGH_MS });
const awaited = new AsyncLocalStorage<RegExp>();

/**
 * Playwright's `expect`. While a complaint is awaited, a failure that is that complaint ends the waiting early; every
 * other expectation keeps its whole patience, so that a slow machine does not complain about something else.
 */
export const expect: typeof patient = new Proxy(patient, {
  apply(target, self, claim: [unknown]) {
    const about = awaited.getStore();
    return about ? hastyAbout(about, (patience) => patience(...claim)) : Reflect.apply(target, self, claim);
  },
  get(target, name) {
    const about = awaited.getStore();
    if (name !== "poll" || !about) return Reflect.get(target, name);
    return (...claim: Parameters<typeof patient.poll>) => hastyAbout(about, (patience) => patience.poll(...claim));
  },
});

/** Runs a journey that is to fail at the claim that `about` names. */
export function awaitComplaint(about: RegExp, journey: () => Promise<void>): Promise<void> {
  return awaited.run(about, journey);
}

/** The words of a failure, without the colours of a terminal. */
export function complaintOf(error: unknown): string {
  return stripVTControlCharacters(error instanceof Error ? error.message : String(error));
}

function hastyAbout(about: RegExp, claim: (patience: typeof patient) => object): object {
  return new Proxy(claim(patient), {
    get(matchers, name) {
      const matcher = Reflect.get(matchers, name);
      if (typeof matcher !== "function" || name === "toPass") return matcher;
      return (...wanted: unknown[]) => {
        const first = Reflect.apply(Reflect.get(claim(hasty), name), undefined, wanted);
        if (!(first instanceof Promise)) return first;
        return first.catch((error: unknown) => {
          if (about.test(complaintOf(error))) throw error;
          return Reflect.apply(matcher, undefined, wanted);
        });
      };
    },
  });
}

import { setTimeout } from "node:timers/promises";
import { type BrowserContext, test as base, type Page, type PlaywrightTestArgs } from "@playwright/test";
import { expect } from "./expect";
import { signIn } from "./sign-in";

export { expect };

type Fixtures = {
  /** Lines in the browser's console that this test provokes on purpose. */
  expectConsole: (pattern: RegExp) => void;
};

/** What a journey is given when its negative control runs it once more. */
export type Journey = Pick<PlaywrightTestArgs, "page" | "context">;

/** What the page awakes within, at the longest; a page that is broken on purpose never does. */
const AWAKE_MS = 10_000;

/**
 * Playwright's `test`, in which an error in the browser's console or an uncaught exception fails the test, and a page
 * that was opened listens before the journey goes on: people do not click within the same hundredth of a second.
 */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
    const awake = async <T>(opened: T): Promise<T> => {
      await Promise.race([ready(page).catch(() => undefined), setTimeout(AWAKE_MS, undefined, { ref: false })]);
      return opened;
    };
    page.goto = async (...address) => awake(await goto(...address));
    page.reload = async (...options) => awake(await reload(...options));
    await use(page);
  },
  expectConsole: [
    async ({ context }, use) => {
      const problems: string[] = [];
      const expected: RegExp[] = [];
      context.on("console", (message) => {
        if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => problems.push(`${String(error.error())} AT ${error.page()?.url()}`));
      await use((pattern) => expected.push(pattern));
      const surprises = problems.filter((line) => !expected.some((pattern) => pattern.test(line)));
      expect(surprises, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs a member in by cookie, without the form: the journeys that are about something else start here. */
export async function signInAs(
  context: BrowserContext,
  person: { email: string; password: string; totpSecret?: string; afterSignIn?: () => Promise<void> },
): Promise<void> {
  const header = await signIn(person.email, person.password, person.totpSecret);
  await person.afterSignIn?.();
  const { PUBLIC_BASE_URL } = process.env;
  await context.addCookies(
    header.split("; ").map((pair) => ({
      name: pair.slice(0, pair.indexOf("=")),
      value: pair.slice(pair.indexOf("=") + 1),
      url: PUBLIC_BASE_URL ?? "",
      httpOnly: true,
      sameSite: "Lax" as const,
    })),
  );
}

/**
 * Waits until React has taken over every form, field, button and link of the page, and has run its effects, which register the
 * keys: what is typed or clicked before that may be lost. (The network is never idle here: live screens keep a stream
 * open.)
 */
export async function ready(page: Page): Promise<void> {
  const isAwake = () =>
    [...document.querySelectorAll("form, input, textarea, button, a[href]")].every((element) =>
      Object.keys(element).some((key) => key.startsWith("__reactProps$")),
    );
  // Not in every frame: a page of thousands of buttons has better to do while it wakes.
  await page.waitForFunction(isAwake, undefined, { polling: 100 });
  // After all that is under way: an idle callback may be kept for seconds by a page where nothing moves.
  await page.evaluate(() => scheduler.postTask(() => null, { priority: "background" }));
}

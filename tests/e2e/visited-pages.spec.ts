import type { Page } from "@playwright/test";
import { expect, signInAs, test } from "../support/browser";
import { type BusyOrganization, makeBusyOrganization } from "../support/bulk";

/** VX9, with a year of calls behind the organization. */
const CALLS = 50_000;
const ROUNDS = 5;
const PROMISED_MS = 100;

const PAGES = ["Overview", "Calls", "Inbox", "Agents"] as const;

test.describe.configure({ mode: "serial", timeout: 600_000 });

let organization: BusyOrganization;
test.beforeAll(async () => {
  organization = await makeBusyOrganization({ calls: CALLS, delivered: 20, transcripts: 50 });
});

test("a visited page is back in less than 100 ms, without a loader, without asking again", async ({
  page,
  context,
}) => {
  await signInAs(context, organization.admin);
  await visitEach(page);
  const asked = countReads(page);
  const times = new Map<string, number[]>(PAGES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const name of PAGES) {
      const { ms, loaders } = await go(page, name);
      expect(loaders, `loaders on the way back to ${name}`).toEqual([]);
      times.get(name)?.push(ms);
    }
  // Whatever else the machine does makes a round slower, never faster: a page's time is that of its best one.
  const best = [...times.values()].map((each) => Math.min(...each));
  const all = [...times.values()].flat();
  console.log(
    `back at a visited page: best rounds ${best.map((ms) => ms.toFixed(0)).join(", ")} ms, median of all ${median(all).toFixed(0)} ms`,
  );
  expect(median(best)).toBeLessThan(PROMISED_MS);
  expect(asked(), "reads on the way").toEqual([]);
});

test("coming back to the tab asks for nothing", async ({ page, context }) => {
  await page.clock.install();
  await signInAs(context, organization.admin);
  await visitEach(page);
  expect(await readsAfterTabSwitch(page)).toEqual([]);
});

test("negative control: data rules that ask on focus are found", async ({ page, context }) => {
  await page.clock.install();
  // The same build with one word changed on the way to the browser.
  await context.route("**/_next/static/chunks/*.js", async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    await route.fulfill({ response: answer, body: text.replaceAll("revalidateOnFocus:!1", "revalidateOnFocus:!0") });
  });
  await signInAs(context, organization.admin);
  await visitEach(page);
  expect((await readsAfterTabSwitch(page)).length).toBeGreaterThan(0);
});

test("negative control: a slow page is measured as slow, and a page that was never visited shows a loader", async ({
  page,
  context,
}) => {
  await signInAs(context, organization.admin);
  await page.goto(`/${organization.slug}/overview`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await context.route(/\/calls\?.*_rsc=|\/api\/v1\/orgs\/[^/]+\/calls\?/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  const { ms, loaders } = await go(page, "Calls");
  expect(ms).toBeGreaterThan(PROMISED_MS);
  expect(loaders.length).toBeGreaterThan(0);
});

async function visitEach(page: Page) {
  await page.goto(`/${organization.slug}/overview`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  // The names of views are read once, by a menu that comes after the list.
  const views = page.waitForResponse(/\/views\?screen=calls/);
  for (const name of [...PAGES, PAGES[0]]) {
    await go(page, name);
    if (name === "Calls") await views;
    await expect(page.locator("main [role=status][aria-label^=Loading]")).toHaveCount(0);
  }
}

/**
 * Clicks a link of the rail and measures inside the page, from the click until the page of that name is painted and no
 * loader is left. @returns milliseconds, and the labels of loaders that were seen on the way
 */
function go(page: Page, name: string): Promise<{ ms: number; loaders: string[] }> {
  return page.evaluate(async (label) => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>("aside nav a")].find(
      (each) => each.textContent?.trim() === label,
    );
    if (!link) throw new Error(`The rail has no ${label}`);
    const loaders = new Set<string>();
    const look = () => {
      for (const each of document.querySelectorAll("main [role=status][aria-label^=Loading]"))
        loaders.add(each.getAttribute("aria-label") ?? "");
    };
    const isThere = () =>
      window.location.pathname.startsWith(new URL(link.href).pathname) &&
      link.getAttribute("aria-current") === "page" &&
      document.querySelector("main h1")?.textContent === label &&
      document.querySelector("main [role=status][aria-label^=Loading]") === null;
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    performance.mark("go");
    link.click();
    const deadline = performance.now() + 20_000;
    do {
      // A frame that begins after the change has been painted.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      look();
    } while (!isThere() && performance.now() < deadline);
    observer.disconnect();
    return { ms: performance.measure("navigation", "go").duration, loaders: [...loaders] };
  }, name);
}

/** Starts counting what the page reads of the API, the live stream aside. @returns the addresses so far */
function countReads(page: Page): () => string[] {
  const reads: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (request.method() === "GET" && pathname.startsWith("/api/v1/") && !pathname.endsWith("/live"))
      reads.push(`${pathname}${search}`);
  });
  return () => reads;
}

/** What the page reads when its tab is left and looked at again, later than SWR's own pause between two such turns. */
async function readsAfterTabSwitch(page: Page): Promise<string[]> {
  const asked = countReads(page);
  for (let turn = 0; turn < 2; turn++) {
    await page.clock.fastForward(6_000);
    await page.evaluate(() => {
      const show = (state: "hidden" | "visible") => {
        Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
        window.dispatchEvent(new Event(state === "hidden" ? "blur" : "focus"));
      };
      show("hidden");
      show("visible");
    });
    // A read that a focus causes is on its way before the next answer of the server comes back.
    await page.evaluate(() => fetch("/health").then((answer) => answer.status));
  }
  return asked();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
}

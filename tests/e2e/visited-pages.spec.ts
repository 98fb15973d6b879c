import type { Page, Request } from "@playwright/test";
import { expect, ready, signInAs, test } from "../support/browser";
import { type BusyOrganization, makeBusyOrganization } from "../support/bulk";

/** VX9, with a year of calls behind the organization. How many milliseconds it takes is measured and printed; see docs/performance.md. */
const CALLS = 50_000;
const ROUNDS = 7;

/** In the order in which a round goes through them; a call is opened from the newest ones of the overview. */
const PAGES = ["Overview", "A call", "Calls", "Inbox", "Agents"] as const;
type Name = (typeof PAGES)[number];

test.describe.configure({ mode: "serial", timeout: 600_000 });

let organization: BusyOrganization;
test.beforeAll(async () => {
  organization = await makeBusyOrganization({ calls: CALLS, delivered: 20, transcripts: 50 });
});

test("a visited page is back at once: without a loader, without asking again, quicker than the first time", async ({
  page,
  context,
}) => {
  await signInAs(context, organization.admin);
  const first = await visitEach(page);
  const asked = countReads(page);
  const times = new Map<Name, number[]>(PAGES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const name of PAGES) {
      const { ms, loaders } = await go(page, name);
      expect(loaders, `loaders on the way back to ${name}`).toEqual([]);
      times.get(name)?.push(ms);
    }
  expect(asked(), "reads on the way").toEqual([]);
  const back = [...times].map(([name, each]) => ({ name, ms: median(each), first: first.get(name) ?? 0 }));
  console.log(
    `back at a visited page, median of ${ROUNDS}: ${back.map(({ name, ms, first }) => `${name} ${ms.toFixed(0)} ms (first ${first.toFixed(0)})`).join(", ")}`,
  );
  // Against the same page on the same machine: a page that is drawn from nothing again takes as long as the first time.
  for (const { name, ms, first } of back) expect(ms / first, `${name}: back against the first time`).toBeLessThan(1);
});

for (const [where, width] of [
  ["a window without room for a call beside it", 1_000],
  ["a phone", 390],
] as const)
  test(`back at a long list, one stands where one left it: ${where}`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 800 });
    await signInAs(context, organization.admin);
    await page.goto(`/${organization.slug}/calls`);
    await ready(page);
    const rows = page.locator("main [data-row]");
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(50);
    const row = page.locator(`[data-row="${await rows.nth(44).getAttribute("data-row")}"]`);
    await row.scrollIntoViewIfNeeded();
    const left = await page.evaluate(() => window.scrollY);
    expect(left).toBeGreaterThan(800);
    await row.locator("[data-door]").click();
    await expect(page.getByTestId("call-sentence")).toBeVisible();
    await page.goBack();
    await expect(row).toBeInViewport();
    expect(Math.abs((await page.evaluate(() => window.scrollY)) - left)).toBeLessThan(40);
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
  // Parts that come late may be on their way through here still.
  await context.unrouteAll({ behavior: "ignoreErrors" });
});

test("negative control: a page that waits for the server is measured as slow, and a page that was never visited shows a loader", async ({
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
  expect(ms).toBeGreaterThan(600);
  expect(loaders.length).toBeGreaterThan(0);
});

/** Visits every page twice, until nothing more is asked. @returns how long each took the first time, in milliseconds */
async function visitEach(page: Page): Promise<Map<Name, number>> {
  const under = new Set<Request>();
  // A player takes its sound in pieces, as it needs them.
  page.on("request", (request) => isRead(request) && request.resourceType() !== "media" && under.add(request));
  page.on("requestfinished", (request) => under.delete(request));
  page.on("requestfailed", (request) => under.delete(request));
  // The last place that is fetched ahead.
  const warmed = page.waitForRequest(/\/settings\?_rsc=/);
  await page.goto(`/${organization.slug}/live`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  // The names of views are read once, by a menu that comes after the list.
  const views = page.waitForResponse(/\/views\?screen=calls/);
  // The sandbox speaks a recording when it is first asked for; a player that is left before that asks again.
  const sound = page.waitForResponse(/\/recording$/);
  const first = new Map<Name, number>();
  for (const name of [...PAGES, ...PAGES, PAGES[0]]) {
    const { ms } = await go(page, name);
    if (!first.has(name)) first.set(name, ms);
    if (name === "Calls") await views;
    if (name === "A call") await sound;
    await expect(page.locator("main [role=status][aria-label^=Loading]")).toHaveCount(0);
    await expect.poll(() => under.size).toBe(0);
  }
  await warmed;
  await expect.poll(() => under.size).toBe(0);
  return first;
}

/**
 * Clicks a link of the rail, or a call, and measures inside the page, from the click until that page is painted and no
 * loader is left. @returns milliseconds, and the labels of loaders that were seen on the way
 */
function go(page: Page, name: Name): Promise<{ ms: number; loaders: string[] }> {
  return page.evaluate(async (label) => {
    const isCall = label === "A call";
    const link = isCall
      ? document.querySelector<HTMLAnchorElement>('main a[href*="/calls/"]')
      : [...document.querySelectorAll<HTMLAnchorElement>("aside nav a")].find(
          (each) => each.textContent?.trim() === label,
        );
    if (!link) throw new Error(`There is no link to ${label}`);
    const target = new URL(link.href).pathname;
    const loaders = new Set<string>();
    const look = () => {
      for (const each of document.querySelectorAll("main [role=status][aria-label^=Loading]"))
        loaders.add(each.getAttribute("aria-label") ?? "");
    };
    const isDrawn = () =>
      isCall
        ? document.querySelector("main [data-testid=call-sentence]") !== null
        : link.getAttribute("aria-current") === "page" && document.querySelector("main h1")?.textContent === label;
    const isThere = () =>
      window.location.pathname.startsWith(target) &&
      isDrawn() &&
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

/** Whether a page reads something by it, of the API or of itself; the live stream aside. */
function isRead(request: Request): boolean {
  const { pathname, search } = new URL(request.url());
  if (request.method() !== "GET" || pathname.endsWith("/live")) return false;
  return pathname.startsWith("/api/v1/") || search.includes("_rsc=");
}

/** Starts counting what the page reads of the API and of its pages, the live stream aside. @returns the addresses so far */
function countReads(page: Page): () => string[] {
  const reads: string[] = [];
  page.on("request", (request) => {
    if (isRead(request)) reads.push(request.url());
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

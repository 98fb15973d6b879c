import type { Page } from "@playwright/test";
import { expect, type Journey, signInAs, test } from "../support/browser";
import type { EnvelopeCatcher } from "../support/catch-envelopes";
import { makeOperator, type TestOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { enter, holds, serveReportedApp } from "../support/reported-app";
import type { ReportingApp } from "../support/reporting-app";
import type { SeverableRoad } from "../support/severable-road";

/** What fails is said where it failed, reported once under the id on screen, and comes back by its retry. */
test.describe.configure({ mode: "default" });

let sentry: EnvelopeCatcher;
let road: SeverableRoad;
let app: ReportingApp;
let organization: TestOrganization;
let stop: (() => Promise<void>) | undefined;

test.beforeAll(async () => {
  ({ sentry, road, app, organization, stop } = await serveReportedApp());
});

test.afterEach(() => road?.mend());
test.afterAll(() => stop?.());

const SERVER_FAILED = /500|503|ERR_|Server Components|digest|React error #441/;

/** The failure on screen, with the id by which exactly one report is found. */
async function expectReported(page: Page, title: string) {
  const failure = page.getByRole("alert").filter({ hasText: title });
  await expect(failure).toContainText("It has been reported to us.");
  const id = (await failure.locator("code").textContent()) ?? "";
  expect(id).toMatch(/^[\w-]{8,}$/);
  await expect.poll(() => sentry.items.filter(holds(id)).length, { message: "reports of this failure" }).toBe(1);
  return { failure, id, event: JSON.parse(sentry.items.find(holds(id))?.payload ?? "{}") };
}

/** Opens a page while the server does not reach its database. */
async function failOnServer({ page, context }: Journey, path: string) {
  await enter(context, app, organization.viewer);
  road.sever();
  await page.goto(`${app.url}${path}`);
  return expectReported(page, "did not load");
}

/** Presses the retry until what failed is there. A server that has just lost its database may need a moment. */
async function expectRetry(page: Page, title: string, isBack: () => Promise<unknown>) {
  const retry = page.getByRole("alert").filter({ hasText: title }).getByRole("button", { name: "Try again" });
  await expect(async () => {
    if (await retry.isVisible()) await retry.click();
    await isBack();
  }).toPass({ timeout: 120_000 });
}

test("where a failed page names no icon, the one that browsers ask for by themselves is there", async () => {
  const answer = await fetch(`${app.url}/favicon.ico`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("image/x-icon");
  // An icon file of three pictures.
  expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 3, 0]));
});

test("a page that fails shows the request id that log and Sentry know, and the retry asks the server again", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(SERVER_FAILED);
  const { id, event } = await failOnServer({ page, context }, `/${organization.slug}/calls`);
  // The layout asks the database too, so the frame is gone with it.
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Go to the start" })).toHaveAttribute("href", "/");
  expect(event.tags).toMatchObject({ route_type: "render", runtime: "nodejs", digest: id, request_id: id });
  // What Next itself writes to the console is a line of the log, too, with the ids of the work, not a stack across many.
  const logged = () => app.lines.find((line) => line.startsWith("{") && line.includes(id));
  await expect.poll(logged).toBeTruthy();
  expect(JSON.parse(logged() ?? "{}")).toMatchObject({ request_id: id, actor_id: organization.viewer.userId });
  expect(app.lines.filter((line) => /^\s+at |⨯/.test(line))).toEqual([]);

  road.mend();
  const heading = page.getByRole("heading", { name: "Calls", exact: true });
  await expectRetry(page, "did not load", () => expect(heading).toBeVisible({ timeout: 2_000 }));
});

test("a part of the screen that breaks in the browser is reported once, shows the id of the report, and comes back by its retry", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/TypeError|Cannot read/);
  await enter(context, app, organization.viewer);
  await breakCalls(page, app.url);
  const { failure } = await expectReported(page, "did not load");

  // The frame around the page stayed, and the page comes back.
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await page.unrouteAll();
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Calls", exact: true })).toBeVisible();
  await expect(failure).toHaveCount(0);
});

/**
 * Breaks a part of the page where nobody is to be told.
 * @param origin of a server without a DSN
 * @param wait how long a report may take that must not come; with a DSN it leaves as soon as what reports has been fetched
 */
async function breakUnheard({ page }: Journey, origin: string, wait = 5_000) {
  const written: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") written.push(message.text());
  });
  const told = page.waitForRequest(/\/api\/envelopes/, { timeout: wait }).then(
    () => "Sentry",
    () => "nobody",
  );
  const failure = await breakCalls(page, origin);
  expect(await told, "who was told").toBe("nobody");
  await expect(failure).toContainText("If it stays like this, tell us what you did.");
  await expect(failure.locator("code")).toHaveCount(0);
  expect(written.join("\n")).toMatch(/TypeError/);
}

test("where no DSN is set, a part that breaks says so in the browser's console, and nothing is sent", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/TypeError|Cannot read/);
  await signInAs(context, organization.viewer);
  await breakUnheard({ page, context }, process.env.PUBLIC_BASE_URL ?? "");
});

test("control: a report that leaves is noticed", async ({ page, context, expectConsole }) => {
  expectConsole(/TypeError|Cannot read/);
  await enter(context, app, organization.viewer);
  await expectComplaint(() => breakUnheard({ page, context }, app.url, 45_000), /who was told.*Received: "Sentry"/s);
});

test("an account page that fails on the server keeps the way home, and comes back", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(SERVER_FAILED);
  await failOnServer({ page, context }, "/account");
  await expect(page.getByRole("link", { name: "Foyer, start page" })).toBeVisible();
  road.mend();
  const heading = page.getByRole("heading", { name: "Your account" });
  await expectRetry(page, "This page did not load", () => expect(heading).toBeVisible({ timeout: 2_000 }));
});

test("a console that breaks in the browser says so, and comes back", async ({ page, context, expectConsole }) => {
  expectConsole(/TypeError|Cannot use/);
  await enter(context, app, await makeOperator());
  await page.goto(`${app.url}/ops`);
  const answer = page.getByRole("list", { name: "What the product leans on" });
  await expect(answer).toContainText("ms");
  await page.route("**/api/ops/shift", (route) => route.fulfill({ json: { traffic: null } }));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expectReported(page, "The console did not load");
  await page.unrouteAll();
  await expectRetry(page, "The console did not load", () => expect(answer).toContainText("ms", { timeout: 2_000 }));
});

/** A fault in what the root layout itself shows: nothing of the product is left to say so but the last net. */
async function failAtTheRoot({ page, context }: Journey) {
  await page.addInitScript(() => {
    const listen = window.addEventListener.bind(window);
    window.addEventListener = (type: string, ...how: [EventListenerOrEventListenerObject]) => {
      if (type === "scroll" && !("rootIsWhole" in window)) throw new TypeError("the tooltip fails");
      listen(type, ...how);
    };
  });
  await enter(context, app, organization.viewer);
  await page.goto(`${app.url}/${organization.slug}/overview`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await page.locator("[data-live=connected]").hover();
  await expectReported(page, "Foyer did not load");
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await page.evaluate(() => Object.assign(window, { rootIsWhole: true }));
  const heading = page.getByRole("heading", { name: "Overview", level: 1 });
  await expectRetry(page, "Foyer did not load", () => expect(heading).toBeVisible({ timeout: 2_000 }));
}

test("when the root itself breaks, the last net says so, reports it, and its retry brings everything back", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/TypeError|the tooltip fails/);
  await failAtTheRoot({ page, context });
});

test("control: a failure that is said to be reported, and is not, is noticed", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/TypeError|the tooltip fails/);
  await context.route("**/api/envelopes", (route) => route.fulfill({ json: {} }));
  await expectComplaint(() => failAtTheRoot({ page, context }), /reports of this failure/);
});

test("a tooltip whose code cannot be fetched takes nothing with it", async ({ page, context, expectConsole }) => {
  expectConsole(/ERR_FAILED/);
  await enter(context, app, organization.viewer);
  await page.goto(`${app.url}/${organization.slug}/calls`);
  const live = page.locator("[data-live=connected]");
  await expect(live).toBeVisible();
  await context.route("**/_next/static/chunks/**", (route) => route.abort());
  const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("/chunks/"));
  await live.hover();
  await refused;
  await page.getByRole("searchbox").first().fill("nobody");
  await expect(page).toHaveURL(/search=nobody/);
  await expect(live).toBeVisible();
});

/** Answers the list of calls with what no list of calls is, and looks at the page of them. @returns the failure shown */
async function breakCalls(page: Page, origin: string) {
  await page.goto(`${origin}/${organization.slug}/calls`);
  await page.route(/\/api\/v1\/orgs\/[^/]+\/calls\?/, (route) =>
    route.fulfill({ json: { data: [null], next_cursor: null } }),
  );
  await page.getByRole("searchbox").first().fill("another");
  const failure = page.getByRole("alert").filter({ hasText: "did not load" });
  await expect(failure).toBeVisible();
  return failure;
}

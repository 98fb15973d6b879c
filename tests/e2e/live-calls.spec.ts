import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { bodiesOfCall } from "../support/deliveries";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { postDelivery } from "../support/post-delivery";

const CALLER = "••• 0123";

/** Until events arrive as they happen. */
async function connected(page: Page) {
  await expect(page.locator("[data-live=connected]")).toBeVisible();
}

test("a call arrives in the list while it is under way, and settles with outcome and cost", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  await expect(page.getByText("Waiting for the first call")).toBeVisible();

  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 1000 });
  await postDelivery(agent, bodies[0] ?? "");
  const row = page.getByRole("row").filter({ hasText: CALLER });
  await expect(row).toContainText("In conversation");
  for (const body of bodies.slice(1)) await postDelivery(agent, body);
  await expect(row).toContainText(/hung up|goodbye|Transferred/);
  await expect(row).toContainText("$");
  await expect(page.getByText("1 call today.")).toBeVisible();
});

test("the live screen shows what is said as it is said, and how the call ended", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "vapi");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/live`);
  await connected(page);
  await expect(page.getByRole("heading", { name: "Calls appear here while they ring" })).toBeVisible();

  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 1000 });
  const card = page.getByRole("listitem").filter({ hasText: CALLER });
  for (const [index, body] of bodies.entries()) {
    await postDelivery(agent, body);
    if (index === 0) await expect(card).toBeVisible();
  }
  await expect(card.getByText("Agent", { exact: true }).first()).toBeVisible();
  await expect(card).toContainText(/hung up|goodbye|Transferred/);
  await expect(page.getByText("No call is under way.")).toBeVisible();
});

test("calls that came while the connection was down are there when it is back", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/);
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview`);
  await connected(page);

  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 1000 });
  for (const body of bodies) await postDelivery(agent, body);
  await expect(page.getByText(CALLER)).toBeHidden();
  await context.setOffline(false);
  await connected(page);
  await expect(page.getByText("You are offline.")).toBeHidden();
  await expect(page.getByText(CALLER)).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: /^1$/ }).first()).toBeVisible();
});

test("while the reader has scrolled, new calls wait behind a pill and nothing moves", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const longAgo = Date.now() - 86_400_000;
  for (let index = 0; index < 60; index++) {
    await insertCall(agent, { started_at: new Date(longAgo - index * 60_000), from_number: `+1415555${1000 + index}` });
  }
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  const anchor = page.getByText("••• 1020");
  await anchor.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  const before = await anchor.boundingBox();

  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 1000 });
  for (const body of bodies) await postDelivery(agent, body);
  await expect(page.getByRole("button", { name: "1 new call" })).toBeVisible();
  expect((await anchor.boundingBox())?.y).toBe(before?.y);
  await page.getByRole("button", { name: "1 new call" }).click();
  await expect(page.getByText(CALLER)).toBeInViewport();
});

test("the list loads on by cursor and keeps every call once while new ones push in", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  for (let index = 0; index < 120; index++) {
    await insertCall(agent, {
      started_at: new Date(Date.now() - 3_600_000 - index * 60_000),
      from_number: `+1415555${1000 + index}`,
    });
  }
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  await page.getByText("••• 1049").scrollIntoViewIfNeeded();
  await expect(page.getByText("••• 1099")).toBeAttached();
  await page.evaluate(() => window.scrollTo(0, 0));
  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 1000 });
  for (const body of bodies) await postDelivery(agent, body);
  await expect(page.getByText(CALLER)).toBeVisible();
  await page.getByText("••• 1099").scrollIntoViewIfNeeded();
  await expect(page.getByText("That is all: 121 calls.")).toBeVisible();
  const shown = await page.locator("[data-row]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row")));
  expect(new Set(shown).size).toBe(121);
  expect(shown).toHaveLength(121);
});

test("filters live in the address, survive a reload and can be cleared", async ({ page, context }) => {
  const organization = await makeOrganization();
  const [retell, vapi] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
  await insertCall(retell, { from_number: "+14155550111" });
  await insertCall(vapi, { from_number: "+14155550222", is_billable: false });
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("button", { name: "Vendor" }).click();
  await page.getByRole("checkbox", { name: "Vapi" }).check();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/provider=vapi/);
  await expect(page.getByRole("list", { name: "Active filters" })).toContainText("Vendor:Vapi");
  await expect(page.getByText("1 call matches.")).toBeVisible();
  await expect(page.getByText("••• 0111")).toBeHidden();
  await page.reload();
  await expect(page.getByText("••• 0222")).toBeVisible();
  await expect(page.getByText("••• 0111")).toBeHidden();
  await page.getByRole("group", { name: "Billable" }).getByRole("button", { name: "Billable" }).click();
  await expect(page.getByText("No call matches").first()).toBeVisible();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(page.getByText("••• 0111")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/${organization.slug}/calls$`));
});

test("the list is walked and opened by keyboard, and a number is found from anywhere", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const now = Date.now();
  await insertCall(agent, { from_number: "+14155550111", started_at: new Date(now) });
  const second = await insertCall(agent, { from_number: "+14155550222", started_at: new Date(now - 60_000) });
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: /••• 0222/ })).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: /••• 0111/ })).toBeFocused();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("0222");
  await page.getByRole("option", { name: /••• 0222/ }).click();
  await expect(page).toHaveURL(new RegExp(`/calls/${second.id}$`));
});

test("a visited screen shows at once, without asking the server again", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await insertCall(agent);
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview`);
  await connected(page);
  await page.getByRole("link", { name: "Calls", exact: true }).first().click();
  await expect(page.getByRole("heading", { name: "Calls", level: 1 })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: CALLER })).toBeVisible();

  const asked: string[] = [];
  // What is fetched ahead for links in sight is nobody's wait.
  page.on("request", (request) => request.headers()["next-router-prefetch"] || asked.push(request.url()));
  await page.getByRole("link", { name: "Overview" }).first().click();
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Calls", exact: true }).first().click();
  await expect(page.getByRole("row").filter({ hasText: CALLER })).toBeVisible();
  // The names of views are fetched once, a moment after the first visit.
  const paths = asked.map((url) => new URL(url).pathname).filter((path) => !path.endsWith("/views"));
  expect(paths.filter((path) => path.includes("/api/v1/") || /\/(overview|calls)$/.test(path))).toEqual([]);
});

test("b marks the focused call as a test call, with undo, and the totals follow", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await insertCall(agent);
  await signInAs(context, organization.admin);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  const row = page.getByRole("row").filter({ hasText: CALLER });
  await page.keyboard.press("j");
  await page.keyboard.press("b");
  await expect(row.getByText("Test", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Overview" }).first().click();
  const figures = page.getByRole("region", { name: "Figures" });
  const calls = figures.locator("dl > div", { has: page.getByRole("link", { name: "Calls", exact: true }) });
  await expect(calls).toContainText("1 test");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(calls).not.toContainText("test");
});

test("a viewer's keys change nothing", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const call = await insertCall(agent);
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  await page.keyboard.press("j");
  await page.keyboard.press("b");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await expect(page.getByText("Mark the call as test or billable")).toBeHidden();
  const [row] = await database()`select is_billable from public.calls where id = ${call.id}`;
  expect(row?.is_billable).toBe(true);
});

test("signing out leaves nothing of the calls in the browser", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await insertCall(agent);
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/calls`);
  await connected(page);
  await page.reload();
  const kept = () => page.evaluate(() => JSON.stringify(sessionStorage));
  expect(await kept()).toContain("••• 0123");
  await page.getByRole("button", { name: /Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await kept()).not.toContain("••• 0123");
});

test("while events come quicker than answers, what was answered is shown all the same", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "vapi");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/live`);
  await connected(page);
  await page.route("**/calls/live*", async (route) => {
    await setTimeout(700);
    await route.continue();
  });
  // One call after the other begins, several a second, for as long as it is watched.
  let storm = true;
  const calls = (async () => {
    while (storm) {
      await postDelivery(agent, bodiesOfCall(agent, undefined, { started_at: Date.now() }).bodies[0] ?? "");
      await setTimeout(150);
    }
  })();
  try {
    await expect(page.getByRole("listitem").filter({ hasText: CALLER }).first()).toBeVisible({ timeout: 8_000 });
  } finally {
    storm = false;
    await calls;
  }
});

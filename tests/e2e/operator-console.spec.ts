import { setTimeout } from "node:timers/promises";
import { makeAgent } from "../support/agent";
import { expect, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { makeOperator, makeOrganization } from "../support/organization";

test("an operator visits an organization for a reason, is reminded whose it is, and leaves it again", async ({
  page,
  context,
  expectConsole,
}) => {
  // What the page asks for while its visit ends.
  expectConsole(/status of 403/);
  const org = await makeOrganization({ name: `Summit ${crypto.randomUUID().slice(0, 8)}` });
  await signInAs(context, await makeOperator());
  await page.goto("/");
  await page.waitForURL("**/ops");
  await page.getByLabel("Search organizations").fill(org.name.toLowerCase());
  await page.waitForURL(/search=/);
  await expect(page.getByRole("table", { name: "Organizations" }).getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: org.name }).click();
  await page.waitForURL(`**/ops/organizations/${org.id}`);
  // Its screens are shut without a visit, and lead to the question.
  await page.goto(`/${org.slug}/overview`);
  await page.waitForURL(`**/ops/organizations/${org.id}?visit`);
  const dialog = page.getByRole("dialog", { name: `Visit ${org.name}` });
  await dialog.getByLabel("Reason").fill("Their calls do not arrive");
  await dialog.getByRole("button", { name: "Begin the visit" }).click();
  await page.waitForURL(`**/${org.slug}/overview`);
  const banner = page.getByRole("status").filter({ hasText: `is visiting ${org.name} as operator, reading only` });
  await expect(banner).toBeVisible();
  await page.goto(`/${org.slug}/settings`);
  await expect(banner).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  await banner.getByRole("button", { name: "End the visit" }).click();
  await page.waitForURL(`**/ops/organizations/${org.id}`);
  await page.goto(`/${org.slug}/overview`);
  await page.waitForURL(`**/ops/organizations/${org.id}?visit`);
});

test("a clock that runs ahead neither ends a visit before its time nor loads its pages again and again", async ({
  page,
  context,
}) => {
  const [org, operator] = [await makeOrganization(), await makeOperator()];
  await signInAs(context, operator);
  const begun = await context.request.put(`/api/ops/organizations/${org.id}/visit`, {
    data: { reason: "Their calls do not arrive" },
    headers: { origin: process.env.PUBLIC_BASE_URL ?? "" },
  });
  expect(begun.status()).toBe(200);
  await context.addInitScript((ahead) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ahead;
  }, 24 * 3_600_000);
  const loads: string[] = [];
  page.on("load", () => loads.push(page.url()));
  await page.goto(`/${org.slug}/overview`);
  const banner = page.getByRole("status").filter({ hasText: `is visiting ${org.name}` });
  await expect(banner).toContainText(/\((?:29|30) min left\)/);
  // Its clock is looked at every five seconds.
  await setTimeout(6_000);
  await expect(banner).toContainText(/\((?:29|30) min left\)/);
  expect(loads).toHaveLength(1);
});

test("the console is not there for anybody else", async ({ page, context, expectConsole }) => {
  expectConsole(/404/);
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  expect((await page.goto("/ops"))?.status()).toBe(404);
});

test("after a reload, what says the same as before is shown as soon as it is answered", async ({ page, context }) => {
  await signInAs(context, await makeOperator());
  const health = (await (await context.request.get("/api/ops/health")).json()) as object;
  // Asked for before the session's cache is restored, answered after it.
  await page.route("**/api/ops/health", async (route) => {
    await setTimeout(1_000);
    await route.fulfill({ json: health });
  });
  const parts = page.getByRole("list", { name: "What the product leans on" });
  for (const _ of ["first", "again"]) {
    await page.goto("/ops");
    // Well before the console reads everything again.
    await expect(parts).toHaveAttribute("aria-busy", "false", { timeout: 7_000 });
  }
});

test("an organization that is suspended on its page says so in the list behind it", async ({ page, context }) => {
  // By name it is among the first fifty.
  const org = await makeOrganization({ name: `0000 ${crypto.randomUUID().slice(0, 8)}` });
  await signInAs(context, await makeOperator());
  await page.goto("/ops");
  const row = page.getByRole("table", { name: "Organizations" }).getByRole("row", { name: org.name });
  await expect(row).toContainText("No agent yet");
  await row.getByRole("link", { name: org.name }).click();
  await page.getByRole("button", { name: "Suspend …" }).click();
  const dialog = page.getByRole("dialog", { name: `Suspend ${org.name}?` });
  await dialog.getByLabel("Reason").fill("Unpaid");
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByText("Suspended", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Console" }).click();
  // Sooner than the console reads everything again.
  await expect(row).toContainText("Suspended", { timeout: 7_000 });
});

/** The console reads everything again every ten seconds. */
const REFRESHED = { timeout: 45_000 };

test("an organization that fails while the console is open is named, in the list and on its page", async ({
  page,
  context,
}) => {
  const org = await makeOrganization({ name: `Cove ${crypto.randomUUID().slice(0, 8)}` });
  const agent = await makeAgent(org.id, "retell");
  await signInAs(context, await makeOperator());
  await page.goto(`/ops?search=${encodeURIComponent(org.name)}`);
  const row = page.getByRole("table", { name: "Organizations" }).getByRole("row", { name: org.name });
  await expect(row).toContainText("No calls for a day");
  const own = await context.newPage();
  await own.goto(`/ops/organizations/${org.id}`);
  await expect(own.getByText("Nothing is wrong with it.")).toBeVisible();
  await database()`update public.agents set reconciliation_error = 'The vendor refused the key', reconciled_missing_calls = 2
    where id = ${agent.id}`;
  await expect(own.getByText("1 agent is failing, 2 calls never arrived.")).toBeVisible(REFRESHED);
  await page.bringToFront();
  await expect(page.getByText(`${org.name} needs a look`)).toBeVisible(REFRESHED);
  await expect(row).toContainText("Needs a look");
});

test("an answer that does not come is asked for again beside, once it is overdue", async ({ page, context }) => {
  await signInAs(context, await makeOperator());
  await page.clock.install();
  let asked = 0;
  await page.goto("/ops");
  await ready(page);
  await page.route("**/api/ops/health", () => {
    asked += 1;
  });
  await page.clock.runFor(11_000);
  await expect.poll(() => asked).toBe(1);
  await page.clock.runFor(15_000);
  expect(asked).toBe(1);
  await page.clock.runFor(20_000);
  await expect.poll(() => asked).toBe(2);
});

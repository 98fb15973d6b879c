import type { Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, ready, signInAs, test } from "../support/browser";
import { type BusyOrganization, makeBusyOrganization } from "../support/bulk";
import { makeCall } from "../support/call";
import { served } from "../support/post-delivery";

/** A list of which more than the first page was fetched loses no row, and shows each as it is. */
let organization: BusyOrganization;
test.beforeEach(async () => {
  organization = await makeBusyOrganization({ calls: 160, delivered: 10 });
});

const rows = (page: Page) => page.locator("main [data-row]");
const idsOf = (page: Page) => rows(page).evaluateAll((all) => all.map((row) => row.getAttribute("data-row")));
const openList = async (page: Page, query = "") => {
  await page.goto(`/${organization.slug}/calls${query}`);
  await ready(page);
  await expect.poll(() => rows(page).count()).toBeGreaterThanOrEqual(50);
};
const scrollToEnd = (page: Page) => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));

async function ring(calls: number): Promise<void> {
  const agent = await makeAgent(organization.id, "retell");
  for (let n = 0; n < calls; n++)
    await makeCall({ ...served(), org: organization as never, agent, started_at: Date.now() - 60_000 + n * 1_000 });
}

test("a call of an older page that somebody marks while another page is open says so in its row afterwards, its number as whole as it was", async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(context, organization.admin);
  await openList(page, "?numbers=shown");
  await scrollToEnd(page);
  await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  const whole = /\(\d{3}\) \d{3}-\d{4}/;
  const texts = await rows(page).allTextContents();
  const at = texts.findIndex((text, index) => index >= 55 && whole.test(text));
  const id = (await idsOf(page)).at(at) ?? "";
  const row = page.locator(`[data-row="${id}"]`);
  await row.locator("[data-door]").click();
  await expect(page.getByTestId("call-sentence")).toBeVisible();
  const billable = page.getByRole("switch", { name: "Billable" });
  const was = await billable.isChecked();
  const changed = await context.request.put(`/api/v1/orgs/${organization.slug}/calls/billable`, {
    headers: { origin: process.env.PUBLIC_BASE_URL ?? "" },
    data: { ids: [id], is_billable: !was },
  });
  expect(changed.ok(), await changed.text()).toBe(true);
  await expect(billable).toBeChecked({ checked: !was });
  await page.goBack();
  await expect(row).toBeVisible();
  await expect(row.getByText("Test", { exact: true })).toHaveCount(was ? 1 : 0);
  await expect(row).toContainText(whole);
});

test("what newer calls push off the first page stays while more is fetched", async ({ page, context }) => {
  await signInAs(context, organization.admin);
  await openList(page);
  const first = await idsOf(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/cursor=/, async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/cursor=/);
  await scrollToEnd(page);
  await asked;
  const read = page.waitForResponse((answer) => /\/calls\?limit=50/.test(answer.url()) && !/cursor/.test(answer.url()));
  await ring(2);
  await read;
  release();
  await expect.poll(async () => (await idsOf(page)).length).toBeGreaterThan(90);
  const now = await idsOf(page);
  expect(first.filter((id) => !now.includes(id))).toEqual([]);
  expect(new Set(now).size).toBe(now.length);
});

test("a mark of an older page that is refused is taken back, also where a call was pushed off the first page meanwhile", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/503/);
  await signInAs(context, organization.admin);
  await openList(page);
  await scrollToEnd(page);
  await expect.poll(() => rows(page).count()).toBeGreaterThan(60);
  const id = (await idsOf(page)).at(60) ?? "";
  const row = page.locator(`[data-row="${id}"]`);
  const isTest = row.getByText("Test", { exact: true });
  const was = await isTest.count();
  let refuse = () => {};
  const held = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  await page.route(/\/billable$/, async (route) => {
    await held;
    await route.fulfill({
      status: 503,
      json: { error: { code: "unavailable", message: "Not now.", request_id: "r" } },
    });
  });
  await row.locator("[data-door]").focus();
  await page.keyboard.press("b");
  await expect(isTest).toHaveCount(1 - was);
  const read = page.waitForResponse((answer) => /\/calls\?limit=50/.test(answer.url()) && !/cursor/.test(answer.url()));
  await ring(1);
  await read;
  await expect(page.getByRole("button", { name: /1 new call/ })).toBeVisible();
  refuse();
  await expect(page.getByText("Not now.")).toBeVisible();
  await expect(isTest).toHaveCount(was);
});

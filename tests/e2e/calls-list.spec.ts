import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { makeAgent, type TestAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { callRows, openCallsList } from "../support/calls-list";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { tabTo } from "../support/tab-to";

test("a view is saved, opened by a colleague with its order and columns, and deleted", async ({
  page,
  context,
  browser,
}) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await insertCall(agent, { sentiment: "negative", duration_ms: 60_000, latency_p50_ms: 900 });
  await insertCall(agent, { sentiment: "negative", duration_ms: 120_000, latency_p50_ms: 1_100 });
  await insertCall(agent, { sentiment: "positive", duration_ms: 30_000 });
  await signInAs(context, organization.admin);
  await openCallsList(page, organization, "?sentiment=negative");
  await page.getByRole("button", { name: "Length" }).click();
  await expect(page).toHaveURL(/sort=-duration_ms/);
  await page.getByRole("button", { name: "Order and columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Latency" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Latency" })).toBeVisible();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this view" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Unhappy, longest first");
  await page.getByRole("checkbox", { name: /Share it/ }).check();
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("button", { name: "Unhappy, longest first" })).toBeVisible();

  const colleague = await browser.newContext();
  await signInAs(colleague, organization.viewer);
  const theirs = await colleague.newPage();
  await openCallsList(theirs, organization);
  await expect(callRows(theirs)).toHaveCount(3);
  await theirs.getByRole("button", { name: "Views" }).click();
  await theirs.getByRole("menuitem", { name: /Unhappy, longest first/ }).click();
  await expect(callRows(theirs)).toHaveCount(2);
  await expect(callRows(theirs).first()).toContainText("2:00");
  await expect(theirs.getByRole("columnheader", { name: "Latency" })).toBeVisible();
  // The columns are the reader's now, also on the next visit.
  await openCallsList(theirs, organization);
  await expect(theirs.getByRole("columnheader", { name: "Latency" })).toBeVisible();
  await colleague.close();

  await page.getByRole("button", { name: "Unhappy, longest first" }).click();
  await page.getByRole("menuitem", { name: /Delete/ }).click();
  await expect(page.getByRole("button", { name: "Views" })).toBeVisible();
  await expect.poll(() => viewsOf(organization)).toBe(0);

  // Everybody's is gone with it, so it can be taken back.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => viewsOf(organization)).toBe(1);
  await page.reload();
  await expect(page.getByRole("button", { name: "Unhappy, longest first" })).toBeVisible();
});

const viewsOf = async (organization: { id: string }) =>
  (
    await database()<{ n: number }[]>`
    select count(*)::int as n from public.saved_views where org_id = ${organization.id}`
  )[0]?.n;

const billableOf = async (organization: { id: string }) =>
  (
    await database()<{ n: number }[]>`
    select count(*)::int as n from public.calls where org_id = ${organization.id} and is_billable`
  )[0]?.n;

const reviewedOf = async (organization: { id: string }) =>
  (
    await database()<{ n: number }[]>`
    select count(*)::int as n from public.calls where org_id = ${organization.id} and reviewed_at is not null`
  )[0]?.n;

async function makeCalls(agent: TestAgent, count: number, values: Record<string, unknown> = {}) {
  for (let index = 0; index < count; index++) {
    await insertCall(agent, {
      started_at: new Date(Date.now() - index * 60_000),
      from_number: `+1415555${1000 + index}`,
      ...values,
    });
  }
}

test("a view that is shared while whole numbers are shown shows them whole to nobody else", async ({
  page,
  context,
  browser,
}) => {
  const organization = await makeOrganization();
  await insertCall(await makeAgent(organization.id, "retell"), { sentiment: "negative" });
  await signInAs(context, organization.admin);
  await openCallsList(page, organization, "?sentiment=negative&numbers=shown");
  await expect(callRows(page)).toContainText("(212) 555-0123");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this view" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Unhappy");
  await page.getByRole("checkbox", { name: /Share it/ }).check();
  await page.getByRole("button", { name: "Save view" }).click();
  // Still the view on screen, and the maker's own choice stays as it is.
  await expect(page.getByRole("button", { name: "Unhappy" })).toBeVisible();
  await expect(callRows(page)).toContainText("(212) 555-0123");

  const colleague = await browser.newContext();
  await signInAs(colleague, organization.viewer);
  const theirs = await colleague.newPage();
  await openCallsList(theirs, organization);
  await theirs.getByRole("button", { name: "Views" }).click();
  await theirs.getByRole("menuitem", { name: /Unhappy/ }).click();
  await expect(theirs).toHaveURL(/\/calls\?sentiment=negative$/);
  await expect(callRows(theirs)).toContainText("••• 0123");
  await colleague.close();
});

test("many calls are marked as tests at once, with undo", async ({ page, context }) => {
  const organization = await makeOrganization();
  await makeCalls(await makeAgent(organization.id, "retell"), 6);
  await signInAs(context, organization.admin);
  await openCallsList(page, organization);
  await callRows(page).nth(0).getByRole("checkbox").click();
  await callRows(page)
    .nth(3)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Chosen calls" });
  await expect(bar).toContainText("4 calls");
  await bar.getByRole("button", { name: /Mark as test/ }).click();
  await expect(page.getByText("4 calls marked as tests.")).toBeVisible();
  await expect(bar).toBeHidden();
  await expect(callRows(page).filter({ hasText: "Test" })).toHaveCount(4);
  await expect.poll(() => billableOf(organization)).toBe(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => billableOf(organization)).toBe(6);
  await expect(callRows(page).filter({ hasText: "Test" })).toHaveCount(0);
});

test("a test call that is counted by mistake has its reason again when that is taken back", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const { id } = await insertCall(agent, { is_billable: false, billable_reason: "The owner tried it" });
  await signInAs(context, organization.admin);
  await openCallsList(page, organization);
  await callRows(page).getByRole("link").first().focus();
  await page.keyboard.press("b");
  await expect(page.getByText("Counts as billable.")).toBeVisible();
  await expect(callRows(page).getByText("Test")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(callRows(page).getByText("Test")).toBeVisible();
  await expect.poll(() => billableOf(organization)).toBe(0);
  await page.goto(`/${organization.slug}/calls/${id}`);
  await expect(page.getByText("The owner tried it")).toBeVisible();
});

test("ten calls are triaged by keyboard alone", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await makeCalls(agent, 10, { successful: false });
  // What went well is not in the way.
  await insertCall(agent);
  await signInAs(context, organization.admin);
  await openCallsList(page, organization);
  await expect(callRows(page)).toHaveCount(11);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement?.closest("[data-row]")?.getAttribute("data-row"));

  // The filter is reached without the mouse, and the list is what went wrong.
  await tabTo(page, page.getByRole("button", { name: "Needs review" }));
  await press("Enter");
  await expect(page).toHaveURL(/review=needed/);
  await expect(callRows(page)).toHaveCount(10);

  // The first is a test; it is opened beside the list, marked as looked at, taken back, marked again, and closed.
  await press("j", "b");
  await expect(callRows(page).first().getByText("Test", { exact: true })).toBeVisible();
  const first = await focused();
  await press("Enter");
  await expect(page).toHaveURL(new RegExp(`/calls/${first}`));
  await expect(page.getByText("Needs a look. It did not reach its aim.")).toBeVisible();
  await press("e");
  await expect(page.getByText(/^Reviewed by /)).toBeVisible();
  await expect.poll(() => reviewedOf(organization)).toBe(1);
  await press("e");
  await expect(page.getByText("Needs a look. It did not reach its aim.")).toBeVisible();
  await expect.poll(() => reviewedOf(organization)).toBe(0);
  await press("e");
  await expect.poll(() => reviewedOf(organization)).toBe(1);
  await press("Escape");
  await expect(callRows(page)).toHaveCount(9);

  // One after the other: each key marks and goes on, and what is marked leaves the list under the cursor.
  await press("j");
  const second = await focused();
  await press("e");
  await expect.poll(focused).not.toBe(second);
  await expect(callRows(page)).toHaveCount(8);
  expect(await focused()).toBeTruthy();
  await press("e", "e");
  await expect.poll(() => reviewedOf(organization)).toBe(4);
  await expect(callRows(page)).toHaveCount(6);

  // Three are chosen and marked together, and taken back together.
  const bar = page.getByRole("region", { name: "Chosen calls" });
  await press("k", "k", "k", "k", "k", "k", "x", "j", "j", "X");
  await expect(bar).toContainText("3 calls");
  await press("e");
  await expect.poll(() => reviewedOf(organization)).toBe(7);
  await expect(callRows(page)).toHaveCount(3);
  await expect(page.getByRole("listitem").filter({ hasText: "3 calls marked reviewed." })).toBeVisible();
  await press("z");
  await expect.poll(() => reviewedOf(organization)).toBe(4);
  await expect(callRows(page)).toHaveCount(6);

  // The rest, until nothing is left. Three of them were tests.
  await press("k", "k", "k", "k", "k", "k", "x", "j", "j", "X", "b");
  await expect.poll(() => billableOf(organization)).toBe(11 - 4);
  for (let left = 6; left > 0; left--) {
    await press("e");
    await expect(callRows(page)).toHaveCount(left - 1);
  }
  await expect(page.getByText("Nothing needs review")).toBeVisible();
  expect(await reviewedOf(organization)).toBe(10);

  // The keys are in the help of the page that has them.
  await press("?");
  await expect(page.getByRole("dialog")).toContainText("as reviewed, and go on");
  await expect(page.getByRole("dialog")).toContainText("Take the last change back");
});

/** Takes the file of the list on screen, and reads its lines. */
async function linesOfFile(page: Page, which: "The columns of the table" | "All columns"): Promise<string[]> {
  await page.getByRole("button", { name: /Download as CSV/ }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: which }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^calls-.*\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  return text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n");
}

async function takeFiles({ page, context }: Journey) {
  const organization = await makeOrganization({ time_zone: "America/New_York" });
  const agent = await makeAgent(organization.id, "retell");
  const wanted = await insertCall(agent, {
    is_billable: false,
    from_number: "+14155550142",
    duration_ms: 61_000,
    latency_p50_ms: 900,
    cost_micros: 250_000,
    started_at: new Date("2026-03-01T15:00:00Z"),
  });
  await insertCall(agent);
  await signInAs(context, organization.viewer);
  await openCallsList(page, organization, "?is_billable=false");
  const whole = await linesOfFile(page, "All columns");
  expect(whole).toHaveLength(2);
  expect(whole[0]).toContain("Call,");
  expect(whole[1]).toContain(wanted.id);

  // Everything but the length and the start is taken off the table, and latency is put on it.
  await page.getByRole("button", { name: "Order and columns" }).click();
  for (const name of ["Latency", "How it ended", "Outcome", "Summary", "Agent"])
    await page.getByRole("menuitemcheckbox", { name, exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Latency" })).toBeVisible();
  expect(await linesOfFile(page, "The columns of the table")).toEqual([
    "Other party,Length (s),Latency p50 (ms),Vendor cost,Currency,Started (local)",
    "+14155550142,61,900,0.25,USD,2026-03-01 10:00:00",
  ]);
}

test("the file of the list on screen holds the calls of its filters, in the columns of the table or in all", takeFiles);

test("control: a file of other columns than the table's is noticed", async ({ page, context }) => {
  // What comes is what would come if nothing of the table were asked for.
  await context.addInitScript(() => {
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      this.href = this.href.replaceAll(/&columns=\w+/g, "");
      click.call(this);
    };
  });
  await expectComplaint(() => takeFiles({ page, context }), /Other party,Length/);
});

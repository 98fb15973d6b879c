import type { Page } from "@playwright/test";
import { makeAgent, type TestAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { callBeside, callRows, openAsPage, openCallsList } from "../support/calls-list";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { makeOrganization, type TestOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";
import { transcriptLines } from "../support/transcript-lines";

const PAGE_TITLE = /^Call · /;
const LIST_TITLE = /^Calls · /;

type Calls = { org: TestOrganization; agent: TestAgent; ids: string[] };

/** So many calls, a minute apart, the newest first. */
async function makeCalls(count: number, values: object = {}, of: { phi_protection?: boolean } = {}): Promise<Calls> {
  const org = await makeOrganization(of);
  const agent = await makeAgent(org.id, "retell");
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const started_at = new Date(Date.now() - index * 60_000);
    ids.push((await insertCall(agent, { started_at, from_number: `+1415555${1000 + index}`, ...values })).id);
  }
  return { org, agent, ids };
}

const row = (page: Page, id: string | undefined) => page.locator(`[data-row="${id}"]`);
const door = (page: Page, id: string | undefined) => row(page, id).getByRole("link").first();
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

async function expectBeside(page: Page, id: string | undefined, query = "") {
  await expect(callBeside(page).getByTestId("call-sentence")).toBeVisible();
  await expect(page).toHaveURL((url) => url.pathname.endsWith(`/calls/${id}`) && url.search === query);
  await expect(row(page, id)).toHaveAttribute("aria-current", "true");
  await expect(page.locator("[aria-current=true][data-row]")).toHaveCount(1);
  await expect(page).toHaveTitle(PAGE_TITLE);
}

async function expectAlone(page: Page, query = "") {
  await expect(callBeside(page)).toHaveCount(0);
  await expect(page).toHaveURL((url) => url.pathname.endsWith("/calls") && url.search === query);
  await expect(page.locator("[aria-current][data-row]")).toHaveCount(0);
  await expect(page).toHaveTitle(LIST_TITLE);
}

async function openAndComeBack({ page, context }: Journey) {
  const { org, ids } = await makeCalls(45);
  const query = "?is_billable=true";
  await signInAs(context, org.viewer);
  await openCallsList(page, org, query);
  await door(page, ids[30]).scrollIntoViewIfNeeded();
  const top = await scrolled(page);
  expect(top).toBeGreaterThan(100);
  const before = await door(page, ids[30]).boundingBox();
  await door(page, ids[30]).click();
  await expectBeside(page, ids[30], query);
  await expect(callBeside(page)).toBeFocused();
  await expect(callRows(page)).toHaveCount(45);
  expect((await door(page, ids[30]).boundingBox())?.y).toBe(before?.y);
  expect(await scrolled(page)).toBe(top);

  // Another row takes its place: one step back closes whichever is open.
  await door(page, ids[28]).click();
  await expectBeside(page, ids[28], query);
  await page.goBack();
  await expectAlone(page, query);
  await expect(door(page, ids[28])).toBeFocused();
  expect(await scrolled(page)).toBe(top);
  await page.goForward();
  await expectBeside(page, ids[28], query);
  await page.keyboard.press("Escape");
  await expectAlone(page, query);
  await expect(door(page, ids[28])).toBeFocused();

  await page.keyboard.press("Enter");
  await expectBeside(page, ids[28], query);
  await page.reload();
  await expect(page.getByRole("complementary", { name: "Facts of this call" })).toBeVisible();
  await expect(callRows(page)).toHaveCount(0);
  await expect(page).toHaveTitle(PAGE_TITLE);
  await page.goBack();
  await expectAlone(page, query);
}

test("a call opens beside the list, which keeps its place; back closes it, forward opens it, a reload is its page", ({
  page,
  context,
}) => openAndComeBack({ page, context }));

test("control: a call that takes the list's place is noticed", async ({ page, context }) => {
  await context.addInitScript(() => {
    const own = window.matchMedia.bind(window);
    window.matchMedia = (query) => own(query.includes("80rem") ? "not all" : query);
  });
  await expectComplaint(() => openAndComeBack({ page, context }), /call-sentence.*not found|\[data-row/s);
});

test("control: a list that does not stay where it was is noticed", async ({ page, context }) => {
  await context.addInitScript(() => {
    const own = window.history.pushState.bind(window.history);
    window.history.pushState = (...entry) => {
      own(...entry);
      window.scrollTo(0, 0);
    };
  });
  await expectComplaint(() => openAndComeBack({ page, context }), /toBe|Expected/);
});

test("the panel is walked from itself and from the row, and reads only where one rests", async ({ page, context }) => {
  const { org, ids } = await makeCalls(12, { successful: false });
  const read: string[] = [];
  page.on("request", (request) => {
    const id = /\/api\/v1\/orgs\/[^/]+\/calls\/([0-9a-f-]{36})$/.exec(new URL(request.url()).pathname)?.[1];
    if (id) read.push(id);
  });
  await signInAs(context, org.admin);
  await openCallsList(page, org, "?review=needed");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expectBeside(page, ids[0], "?review=needed");
  await expect(callBeside(page).getByRole("button", { name: "Previous call" })).toBeDisabled();
  // From the panel: it keeps the focus.
  await page.keyboard.press("j");
  await expectBeside(page, ids[1], "?review=needed");
  await expect(callBeside(page)).toBeFocused();
  await callBeside(page).getByRole("button", { name: "Next call" }).click();
  await expectBeside(page, ids[2], "?review=needed");
  await page.keyboard.press("k");
  await expectBeside(page, ids[1], "?review=needed");

  // From a row: the focus stays in the list, and goes along.
  await door(page, ids[1]).focus();
  await page.keyboard.press("j");
  await expectBeside(page, ids[2], "?review=needed");
  await expect(door(page, ids[2])).toBeFocused();
  // A call marked as reviewed leaves the list; the panel goes on with the row.
  await page.keyboard.press("e");
  await expect(row(page, ids[2])).toHaveCount(0);
  await expectBeside(page, ids[3], "?review=needed");
  await expect(door(page, ids[3])).toBeFocused();

  // Marked from the panel it stays there, and the next one is what took its place.
  await callBeside(page).focus();
  await page.keyboard.press("e");
  await expect(callBeside(page).getByText(/^Reviewed by /)).toBeVisible();
  await expect(row(page, ids[3])).toHaveCount(0);
  await page.keyboard.press("j");
  await expectBeside(page, ids[4], "?review=needed");

  // A key that is held down.
  read.length = 0;
  await page.evaluate(async () => {
    for (let presses = 0; presses < 6; presses++) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  });
  await expectBeside(page, ids[10], "?review=needed");
  await expect.poll(() => read.at(-1)).toBe(ids[10]);
  // A browser that takes its time to draw each step is not held to read none of them.
  expect(read.length).toBeLessThan(6);
  await page.keyboard.press("Escape");
  await expectAlone(page, "?review=needed");
  await expect(door(page, ids[10])).toBeFocused();
});

test("what is changed in the panel or in the row shows in the other at once, and is taken back where it is refused", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/503/);
  const { org, ids } = await makeCalls(3);
  const [id] = ids;
  await signInAs(context, org.admin);
  await openCallsList(page, org);
  await door(page, id).click();
  await expectBeside(page, id);
  const beside = callBeside(page);
  const billable = beside.getByRole("switch", { name: "Billable" });
  const test = row(page, id).getByText("Test", { exact: true });
  // What is sent stays on its way until it is let go.
  const held: (() => void)[] = [];
  await context.route(/\/billable$/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  const letGo = async () => {
    await expect.poll(() => held.length).toBeGreaterThan(0);
    held.shift()?.();
  };
  await billable.click();
  await expect(test).toBeVisible();
  await expect(billable).not.toBeChecked();
  await letGo();
  await expect.poll(() => isBillable(id)).toBe(false);

  await door(page, id).focus();
  await page.keyboard.press("b");
  await expect(test).toBeHidden();
  await expect(billable).toBeChecked();
  await letGo();
  await expect.poll(() => isBillable(id)).toBe(true);

  await context.unroute(/\/billable$/);
  await context.route(/\/billable$/, (route) =>
    route.fulfill({ status: 503, json: { error: { code: "unavailable", message: "Not now.", request_id: "r" } } }),
  );
  await billable.click();
  await expect(page.getByText("Not now.")).toBeVisible();
  await expect(billable).toBeChecked();
  await expect(test).toBeHidden();
});

async function isBillable(id: string | undefined) {
  const [call] = await database()`select is_billable from public.calls where id = ${id ?? null}`;
  return call?.is_billable;
}

async function lookTwice({ page, context }: Journey, { org, ids }: Calls) {
  await signInAs(context, org.admin);
  await openCallsList(page, org);
  await door(page, ids[0]).click();
  await expectBeside(page, ids[0]);
  await page.goto(`/${org.slug}/calls/${ids[1]}`);
  await expect(page.getByTestId("call-sentence")).toBeVisible();
  const entries = await database()<{ subject_id: string; actor_id: string; ip: string }[]>`
    select subject_id, actor_id, ip from public.audit_log where org_id = ${org.id} and action = 'call.read' order by seq`;
  const [beside, whole] = entries;
  expect(entries.map(({ subject_id }) => subject_id)).toEqual(ids);
  expect(beside).toEqual({ ...whole, subject_id: ids[0] });
}

test("a reading beside the list is on record as one of the page is: reader, call, address, once", async ({
  page,
  context,
}) => lookTwice({ page, context }, await makeCalls(2)));

test("control: a reading that is not on record is noticed", async ({ page, context }) => {
  const unrecorded = await makeCalls(2, {}, { phi_protection: false });
  await expectComplaint(() => lookTwice({ page, context }, unrecorded), /deep equality/);
});

test("without room, with a modifier key and by its link a call opens as a page", async ({ page, context }) => {
  const { org, ids } = await makeCalls(3);
  await signInAs(context, org.viewer);
  await openCallsList(page, org);
  const [tab] = await Promise.all([
    context.waitForEvent("page"),
    door(page, ids[1]).click({ modifiers: ["ControlOrMeta"] }),
  ]);
  await expect(tab.getByRole("complementary", { name: "Facts of this call" })).toBeVisible();
  await expectAlone(page);
  await tab.close();

  await openAsPage(page, door(page, ids[1]));
  await expect(callRows(page)).toHaveCount(0);
  await expect(page).toHaveTitle(PAGE_TITLE);
  await page.goBack();
  await expectAlone(page);

  // The window becomes too narrow for both.
  await door(page, ids[2]).click();
  await expectBeside(page, ids[2]);
  await page.setViewportSize({ width: 1100, height: 800 });
  await expect(page.getByRole("complementary", { name: "Facts of this call" })).toBeVisible();
  await expect(callRows(page)).toHaveCount(0);
  await page.goBack();
  await expectAlone(page);
  await door(page, ids[0]).click();
  await expect(page.getByRole("complementary", { name: "Facts of this call" })).toBeVisible();
  await expect(callRows(page)).toHaveCount(0);
});

test("words, sound and notes are at hand in the panel, and the list behind it does not move", async ({
  page,
  context,
}) => {
  const call = await makeCall({ ...served(), started_at: Date.now() - 5 * 60_000 });
  for (let index = 0; index < 40; index++) await insertCall(call.agent, { started_at: new Date(0 + index * 60_000) });
  await signInAs(context, call.org.admin);
  await openCallsList(page, call.org);
  await page.evaluate(() => window.scrollTo(0, 60));
  const top = await scrolled(page);
  await door(page, call.id).press("Enter");
  await expectBeside(page, call.id);
  const beside = callBeside(page);
  await expect(beside.getByTestId("position")).not.toContainText("/ 0:00");
  await expect(beside.getByRole("region", { name: "Facts of this call" })).toContainText("Cost");
  const last = transcriptLines(page).last();
  await expect(async () => {
    await last.getByRole("button", { name: /^Play from/ }).click();
    await expect(last).toHaveAttribute("data-speaking", "true", { timeout: 2_000 });
  }).toPass();
  const note = beside.getByRole("combobox", { name: "Write a note" });
  await note.waitFor();
  await page.keyboard.press("n");
  await expect(note).toBeFocused();
  await page.keyboard.type("Ring back");
  await beside.getByRole("button", { name: /^About / }).click();
  await page.keyboard.press("Tab");
  await beside.getByRole("button", { name: "Add note" }).click();
  const moment = beside.getByRole("list", { name: "Notes of this call" }).getByRole("link");
  await expect(moment).toBeVisible();
  // The words are scrolled to within the panel; a note's moment moves the sound, not the reader.
  await beside.getByRole("button", { name: "Back 10 seconds" }).click();
  await moment.click();
  await expect(page).toHaveURL(/[?&]at=\d+$/);
  await expect(beside.locator("[data-linked]")).toBeInViewport();
  expect(await scrolled(page)).toBe(top);
  await expect(callRows(page)).toHaveCount(41);
  await page.keyboard.press("Escape");
  await expectAlone(page);
});

test("a call that is gone, or does not load, is said in the panel, with a way out", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/404|422/);
  const { org, ids } = await makeCalls(2);
  await signInAs(context, org.viewer);
  await openCallsList(page, org);
  const own = (id: string | undefined) => new RegExp(`/calls/${id}$`);
  const release: (() => void)[] = [];
  await context.route(own(ids[0]), async (route) => {
    await new Promise<void>((resolve) => release.push(resolve));
    await route.fulfill({
      status: 422,
      json: { error: { code: "invalid", message: "The call could not be read.", request_id: "req-1" } },
    });
  });
  await door(page, ids[0]).click();
  await expect(callBeside(page).getByRole("status", { name: "Loading the call" })).toBeVisible();
  release.shift()?.();
  await expect(callBeside(page).getByRole("alert")).toContainText("The call could not be read.");
  await context.unroute(own(ids[0]));
  await callBeside(page).getByRole("button", { name: "Try again" }).click();
  await expectBeside(page, ids[0]);

  await database()`delete from public.calls where id = ${ids[1] ?? null}`;
  await page.keyboard.press("j");
  await expect(callBeside(page).getByRole("heading", { name: "This call is not there" })).toBeVisible();
  await callBeside(page).getByRole("button", { name: "Close the call" }).click();
  await expectAlone(page);
});

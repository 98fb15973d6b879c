import type { Page } from "@playwright/test";
import { makeAgent, type TestAgent } from "../support/agent";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { makeOrganization, type TestOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";

async function open(page: Page, organization: TestOrganization, query = "") {
  await page.goto(`/${organization.slug}/calls${query}`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await ready(page);
}

/** The scheduler's minute, at once: what calls are found by is written by a job. */
async function indexed(organization: { id: string }) {
  const caughtUp = async () => {
    await fetch(`${process.env.PUBLIC_BASE_URL}/api/cron/drain-jobs`, {
      headers: { authorization: `Bearer ${process.env.CRON_SECRET}` },
    });
    const [row] = await database()`
      select 1 from public.search_progress p where org_id = ${organization.id} and history_before is null
        and not exists (select from public.events e where e.org_id = p.org_id and e.id > p.last_event_id)`;
    return row !== undefined;
  };
  await expect.poll(caughtUp, { timeout: 45_000 }).toBe(true);
}

const rows = (page: Page) => page.locator("[data-row]");

test("what was said leads to the call, at the line where it was said", async ({ page, context }) => {
  const call = await makeCall({ ...served(), started_at: Date.now() - 5 * 60_000 });
  await makeCall({ ...served(), org: call.org, agent: call.agent, deliveries: 1 });
  const [turn] = await database()<{ word: string; start_ms: number }[]>`
    select substring(turn->>'text' from '[A-Za-z]{8,}') as word, (turn->>'start_ms')::int as start_ms
    from public.transcripts, jsonb_array_elements(turns) turn
    where call_id = ${call.id} and turn->>'role' = 'caller' and turn->>'text' ~ '[A-Za-z]{8,}'
    order by 2 desc limit 1`;
  const word = turn?.word ?? "";
  await indexed(call.org);
  await signInAs(context, call.org.viewer);
  await open(page, call.org);
  await page.keyboard.press("/");
  await page.keyboard.type(word.toUpperCase());
  await expect(page).toHaveURL(new RegExp(`search=${word}`, "i"));
  await expect(page.getByText("1 call matches.")).toBeVisible();
  const hits = page.getByRole("list", { name: "Lines found" });
  await expect(hits.locator("mark").first()).toHaveText(new RegExp(`^${word}`, "i"));
  const line = hits.getByRole("link").first();
  const at = Number(new URL((await line.getAttribute("href")) ?? "", "http://x").searchParams.get("at"));
  await line.click();
  await expect(page).toHaveURL(new RegExp(`/calls/${call.id}\\?search=${word}&at=${at}#t=${at}$`, "i"));
  const position = async () => {
    const text = (await page.getByTestId("position").textContent()) ?? "";
    const [minutes = 0, seconds = 0] = (text.split("/")[0] ?? "").trim().split(":").map(Number);
    return minutes * 60 + seconds;
  };
  await expect.poll(position).toBe(at);
});

test("a search that finds nothing says how to find more, and is cleared", async ({ page, context, expectConsole }) => {
  expectConsole(/422/);
  const organization = await makeOrganization();
  await insertCall(await makeAgent(organization.id, "retell"));
  await indexed(organization);
  await signInAs(context, organization.viewer);
  await open(page, organization, "?search=xylophone&direction=inbound");
  await expect(page.getByText("Fewer words find more")).toBeVisible();
  await expect(page.getByRole("list", { name: "Active filters" })).toContainText("Direction:Inbound");
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("searchbox").fill("the");
  await expect(page.getByText("These words are in nearly every call")).toBeVisible();
});

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
  await open(page, organization, "?sentiment=negative");
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
  await open(theirs, organization);
  await expect(rows(theirs)).toHaveCount(3);
  await theirs.getByRole("button", { name: "Views" }).click();
  await theirs.getByRole("menuitem", { name: /Unhappy, longest first/ }).click();
  await expect(rows(theirs)).toHaveCount(2);
  await expect(rows(theirs).first()).toContainText("2:00");
  await expect(theirs.getByRole("columnheader", { name: "Latency" })).toBeVisible();
  // The columns are the reader's now, also on the next visit.
  await open(theirs, organization);
  await expect(theirs.getByRole("columnheader", { name: "Latency" })).toBeVisible();
  await colleague.close();

  await page.getByRole("button", { name: "Unhappy, longest first" }).click();
  await page.getByRole("menuitem", { name: /Delete/ }).click();
  await expect(page.getByRole("button", { name: "Views" })).toBeVisible();
});

/** Several choices in one go, then each way to leave the panel. */
async function chooseSeveral({ page, context }: Journey, width: number) {
  await page.setViewportSize({ width, height: 844 });
  const organization = await makeOrganization();
  const [retell, vapi] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
  await insertCall(retell, { sentiment: "positive", duration_ms: 90_000 });
  await insertCall(vapi, { sentiment: "negative", duration_ms: 90_000 });
  await insertCall(vapi, { sentiment: "neutral", duration_ms: 5_000 });
  await signInAs(context, organization.viewer);
  await open(page, organization);
  const trigger = page.getByRole("button", { name: /^Filter/ });
  const panel = page.getByRole("dialog", { name: "Filters" });

  await trigger.click();
  await panel.getByRole("button", { name: "Sentiment" }).click();
  await panel.getByRole("checkbox", { name: "Negative" }).check();
  await expect(page.getByText("1 call matches.")).toBeVisible();
  await panel.getByRole("checkbox", { name: "Neutral" }).check();
  await expect(page.getByText("2 calls match.")).toBeVisible();
  await panel.getByRole("button", { name: "Sentiment" }).click();
  await panel.getByRole("button", { name: "Length" }).click();
  await panel.getByRole("spinbutton", { name: "At least" }).fill("60");
  await panel.getByRole("button", { name: "Done" }).click();
  await expect(panel).toBeHidden();
  await expect(trigger).toBeFocused();
  await expect(page).toHaveURL(/sentiment=negative&sentiment=neutral&min_duration_ms=60000/);
  await expect(page.getByText("1 call matches.")).toBeVisible();

  await page.keyboard.press("Enter");
  await panel.getByRole("button", { name: "Vendor" }).click();
  await panel.getByRole("checkbox", { name: "Vapi" }).check();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(trigger).toBeFocused();

  await trigger.click();
  await panel.getByRole("button", { name: "Vendor" }).click();
  await panel.getByRole("checkbox", { name: "Vapi" }).uncheck();
  const { x, y, width: wide, height } = (await panel.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + wide).toBeLessThanOrEqual(width);
  expect(y + height).toBeLessThanOrEqual(844);
  await page.getByText("1 call matches.").click({ position: { x: 5, y: 5 } });
  await expect(panel).toBeHidden();
  await expect(page).toHaveURL(/calls\?sentiment=negative&sentiment=neutral&min_duration_ms=60000$/);
}

for (const width of [1440, 390]) {
  test(`the filter panel stays for several choices, and gives the focus back when it is left, at ${width} px`, ({
    page,
    context,
  }) => chooseSeveral({ page, context }, width));
}

test("control: a panel that closes with the first choice is noticed", async ({ page, context }) => {
  await page.addInitScript(() => {
    const replace = history.replaceState.bind(history);
    history.replaceState = (...state) => {
      const before = location.search;
      replace(...state);
      if (location.search !== before) document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    };
  });
  page.setDefaultTimeout(5_000);
  await expectComplaint(() => chooseSeveral({ page, context }, 1440), /locator.check: Timeout.*checkbox/s);
});

const billableOf = async (organization: { id: string }) =>
  (
    await database()<{ n: number }[]>`
    select count(*)::int as n from public.calls where org_id = ${organization.id} and is_billable`
  )[0]?.n;

async function makeCalls(agent: TestAgent, count: number) {
  for (let index = 0; index < count; index++) {
    await insertCall(agent, {
      started_at: new Date(Date.now() - index * 60_000),
      from_number: `+1415555${1000 + index}`,
    });
  }
}

test("many calls are marked as tests at once, with undo", async ({ page, context }) => {
  const organization = await makeOrganization();
  await makeCalls(await makeAgent(organization.id, "retell"), 6);
  await signInAs(context, organization.admin);
  await open(page, organization);
  await rows(page).nth(0).getByRole("checkbox").click();
  await rows(page)
    .nth(3)
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Chosen calls" });
  await expect(bar).toContainText("4 calls");
  await bar.getByRole("button", { name: /Mark as test/ }).click();
  await expect(page.getByText("4 calls marked as tests.")).toBeVisible();
  await expect(bar).toBeHidden();
  await expect(rows(page).filter({ hasText: "Test" })).toHaveCount(4);
  await expect.poll(() => billableOf(organization)).toBe(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => billableOf(organization)).toBe(6);
  await expect(rows(page).filter({ hasText: "Test" })).toHaveCount(0);
});

test("ten calls are triaged by keyboard alone", async ({ page, context, expectConsole }) => {
  // Chromium asks for it by itself now and then; the pages name their own icon.
  expectConsole(/favicon\.ico/);
  const organization = await makeOrganization();
  await makeCalls(await makeAgent(organization.id, "retell"), 10);
  await signInAs(context, organization.admin);
  await open(page, organization);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement?.closest("[data-row]")?.getAttribute("data-row"));

  // The first is a test; it is opened, and the way back leads to its place.
  await press("j", "b");
  await expect(rows(page).first().getByText("Test", { exact: true })).toBeVisible();
  const first = await focused();
  await press("Enter");
  await expect(page).toHaveURL(new RegExp(`/calls/${first}`));
  await page.goBack();
  await expect(rows(page)).toHaveCount(10);
  // Three more are chosen one by one, four in a stretch, one is let go again: seven become tests together.
  await press("j", "j", "x", "j", "x", "j", "x", "j", "j", "x", "j", "j", "j", "X");
  const bar = page.getByRole("region", { name: "Chosen calls" });
  await expect(bar).toContainText("7 calls");
  await press("x");
  await expect(bar).toContainText("6 calls");
  await press("b");
  await expect.poll(() => billableOf(organization)).toBe(3);
  // Escape lets go of what is chosen; the filter of tests is reached without the mouse as well.
  await press("k", "x");
  await expect(bar).toContainText("1 call");
  await press("Escape");
  await expect(bar).toBeHidden();
  await expect(rows(page).filter({ hasText: "Test" })).toHaveCount(7);
});

test("the file of the list on screen is downloaded with its filters", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const wanted = await insertCall(agent, { is_billable: false });
  await insertCall(agent);
  await signInAs(context, organization.viewer);
  await open(page, organization, "?is_billable=false");
  const started = page.waitForEvent("download");
  await page.getByRole("button", { name: /Download as CSV/ }).click();
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^calls-.*\.csv$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString("utf8").trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(wanted.id);
});

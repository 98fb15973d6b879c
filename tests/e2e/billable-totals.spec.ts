import { setTimeout } from "node:timers/promises";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { deafenStream, expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";

const now = () => Date.now() - 5 * 60_000;

async function moveOutOfTotals({ page, context }: Journey) {
  const call = await makeCall({ ...served(), started_at: now() });
  await makeCall({ ...served(), started_at: now(), org: call.org, agent: call.agent });
  await signInAs(context, call.org.admin);

  // The overview stays open in a second tab: its totals must follow by themselves.
  const overview = await context.newPage();
  await overview.goto(`/${call.org.slug}/overview`);
  const figures = overview.getByRole("region", { name: "Figures" });
  const card = (name: string) =>
    figures.locator("dl > div", { has: overview.getByRole("link", { name, exact: true }) });
  await expect(card("Calls")).toContainText("2");
  await expect(card("Calls")).not.toContainText("test");
  await expect(card("Revenue minutes")).toContainText("Test 0 s");
  const all = await card("Revenue minutes").getByRole("definition").first().textContent();

  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  const billable = page.getByRole("switch", { name: "Billable" });
  await expect(billable).toBeChecked();
  await billable.click();
  await expect(billable).not.toBeChecked();
  await expect(page.getByText("Test call, not billed")).toBeVisible();
  await expect(page.getByText(/Changed by .*, just now/)).toBeVisible();
  await expect(card("Calls")).toContainText("1 test");
  await expect(card("Revenue minutes")).not.toContainText("Test 0 s");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(billable).toBeChecked();
  await expect(card("Calls")).not.toContainText("test");
  await expect(card("Revenue minutes").getByRole("definition").first()).toHaveText(all ?? "");
}

test("marking a test call moves it out of the billable totals, and undo brings it back", moveOutOfTotals);

test("control: totals that do not follow are noticed", async ({ page, context }) => {
  await deafenStream(context);
  await expectComplaint(() => moveOutOfTotals({ page, context }), /toContainText.*1 test/s);
});

async function giveReason({ page, context }: Journey) {
  const call = await makeCall(served());
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  const facts = page.getByRole("complementary", { name: "Facts of this call" });
  let answers = 0;
  page.on("response", (answer) => {
    if (answer.url().endsWith("/billable")) answers += 1;
  });
  await page.getByRole("switch", { name: "Billable" }).click();
  await page.getByRole("button", { name: "Add a reason" }).click();
  await page.getByRole("textbox", { name: "Why this is a test call" }).fill("I tried the new greeting");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(facts.getByText("I tried the new greeting")).toBeVisible();
  await expect.poll(() => answers).toBe(2);
  await page.reload();
  await expect(facts.getByText("I tried the new greeting")).toBeVisible();
}

test("a reason is kept beside a test call, also when the change before it is late on its way", async ({
  page,
  context,
}) => {
  let sent = 0;
  await context.route(/\/billable$/, async (route) => {
    sent += 1;
    if (sent === 1) await setTimeout(1_000);
    await route.continue();
  });
  await giveReason({ page, context });
});

test("control: a reason that is not kept is noticed", async ({ page, context }) => {
  await context.route(/\/billable$/, (route) => {
    const { is_billable } = route.request().postDataJSON() as { is_billable: boolean };
    return route.continue({ postData: JSON.stringify({ is_billable }) });
  });
  await expectComplaint(() => giveReason({ page, context }), /I tried the new greeting.*not found/s);
});

async function lookWithoutTouching({ page, context }: Journey, role: "viewer" | "admin" = "viewer") {
  const call = await makeCall(served());
  await signInAs(context, call.org[role]);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByRole("switch", { name: "Billable" })).toBeDisabled();
  await expect(page.getByRole("tab", { name: "Raw" })).toHaveCount(0);
}

test("a viewer sees whether a call is billable and cannot change it", ({ page, context }) =>
  lookWithoutTouching({ page, context }));

test("control: somebody who can change it is noticed", async ({ page, context }) => {
  await expectComplaint(() => lookWithoutTouching({ page, context }, "admin"), /Expected: disabled/);
});

async function changeBesideAnother({ page, context }: Journey, isRefused: boolean) {
  const call = await makeCall(served());
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await ready(page);
  const held = Promise.withResolvers<void>();
  await page.route(/\/billable$/, async (route) => {
    await held.promise;
    if (isRefused) await route.fulfill({ status: 500, json: { error: { code: "internal", message: "Not now." } } });
    else await route.continue();
  });
  const billable = page.getByRole("switch", { name: "Billable" });
  await billable.click();
  await expect(billable).not.toBeChecked();

  // Somebody else looks at the call: it is read anew, by a server that has not heard of the change.
  const seen = await context.request.put(`/api/v1/orgs/${call.org.slug}/calls/${call.id}/review`, {
    headers: { origin: process.env.PUBLIC_BASE_URL ?? "" },
    data: { is_reviewed: true },
  });
  expect(seen.ok(), await seen.text()).toBe(true);
  await expect(page.getByRole("button", { name: /^Mark not reviewed/ })).toBeVisible();
  await expect(billable).not.toBeChecked({ timeout: 1 });
  held.resolve();
  if (isRefused) await expect(billable).toBeChecked();
  else await expect(page.getByText(/Changed by .*, just now/)).toBeVisible();
  await expect(billable).toBeChecked({ checked: isRefused });
  await expect(page.getByRole("button", { name: /^Mark not reviewed/ })).toBeVisible();
}

test("a change on its way is not undone by what is read anew meanwhile", ({ page, context }) =>
  changeBesideAnother({ page, context }, false));

test("a change that is refused after the call was read anew is taken out, and nothing else", ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/500.*\/billable/);
  return changeBesideAnother({ page, context }, true);
});

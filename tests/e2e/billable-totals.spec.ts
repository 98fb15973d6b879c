import { expect, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { served } from "../support/post-delivery";

const now = () => Date.now() - 5 * 60_000;

test("marking a test call moves it out of the billable totals, and undo brings it back", async ({ page, context }) => {
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
});

test("a reason is kept beside a test call", async ({ page, context }) => {
  const call = await makeCall(served());
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await page.getByRole("switch", { name: "Billable" }).click();
  await page.getByRole("button", { name: "Add a reason" }).click();
  await page.getByRole("textbox", { name: "Why this is a test call" }).fill("I tried the new greeting");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("I tried the new greeting")).toBeVisible();
  await page.reload();
  await expect(page.getByText("I tried the new greeting")).toBeVisible();
});

test("a viewer sees whether a call is billable and cannot change it", async ({ page, context }) => {
  const call = await makeCall(served());
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByRole("switch", { name: "Billable" })).toBeDisabled();
  await expect(page.getByRole("tab", { name: "Raw" })).toHaveCount(0);
});

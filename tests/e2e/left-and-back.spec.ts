import type { Page } from "@playwright/test";
import { expect, ready, signInAs, test } from "../support/browser";
import { makeCall, type TestCall } from "../support/call";
import { insertCall } from "../support/insert-call";
import { served } from "../support/post-delivery";

/** What a screen had read goes with it when it is left for a page outside the organization, and is read again on the way back. */
async function leaveAndComeBack(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Your menu" }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await page.goBack();
}

const note = (call: TestCall) => `/api/v1/orgs/${call.org.slug}/calls/${call.id}/notes`;

test("a call that was left for one's account comes back whole, and its keys work", async ({ page, context }) => {
  const call = await makeCall(served());
  await signInAs(context, call.org.admin);
  const written = await context.request.post(note(call), {
    headers: { origin: process.env.PUBLIC_BASE_URL ?? "" },
    data: { body: "Wants a morning slot" },
  });
  expect(written.status(), await written.text()).toBe(201);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.getByText("Wants a morning slot")).toBeVisible();
  await leaveAndComeBack(page);
  await expect(page.getByText("Wants a morning slot")).toBeVisible();
  await expect(page.locator(".animate-late")).toHaveCount(0);
  const billable = page.getByRole("switch", { name: "Billable" });
  await expect(billable).toBeChecked();
  await page.keyboard.press("b");
  await expect(billable).not.toBeChecked();
  await expect(page.getByTestId("call-sentence")).toBeVisible();
});

test("a list that was narrowed in the page and left comes back with its rows", async ({ page, context }) => {
  const call = await makeCall(served());
  const { id } = await insertCall(call.agent, { started_at: new Date(), is_billable: false });
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/calls`);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  const rows = page.locator("main [data-row]");
  await expect(rows).toHaveCount(1);
  await leaveAndComeBack(page);
  await expect(rows).toHaveCount(1);
  await expect(rows).toHaveAttribute("data-row", id);
});

test("back at a period that was looked at before, what has happened since counts", async ({ page, context }) => {
  const call = await makeCall({ ...served(), started_at: Date.now() - 60_000 });
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/overview?range=7d`);
  await ready(page);
  const figures = page.getByRole("region", { name: "Figures" });
  const calls = figures
    .locator("dl > div", { has: page.getByRole("link", { name: "Calls", exact: true }) })
    .getByRole("definition")
    .first();
  await expect(calls).toHaveText(/^1\b/);
  await page.getByRole("button", { name: "90 days" }).click();
  await expect(page).toHaveURL(/range=90d/);
  await expect(calls).toHaveText(/^1\b/);
  await makeCall({ ...served(), org: call.org, agent: call.agent, started_at: Date.now() - 30_000 });
  await expect(calls).toHaveText(/^2\b/);
  await page.getByRole("button", { name: "7 days" }).click();
  await expect(page).toHaveURL(/range=7d/);
  await expect(calls).toHaveText(/^2\b/);
});

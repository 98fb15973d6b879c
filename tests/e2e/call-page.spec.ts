import type { Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { served } from "../support/post-delivery";

const lines = (page: Page) => page.getByRole("list", { name: "Transcript" }).getByRole("listitem");

test("a note mentions a viewer, who finds it from another page, reads it, cannot write, and is counted no more", async ({
  page,
  context,
  browser,
}) => {
  const call = await makeCall(served());
  const { org } = call;
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  const field = page.getByRole("combobox", { name: "Write a note" });
  await field.fill("Wants a morning slot, @viewer");
  const viewer = page.getByRole("option", { name: /^Viewer-/ });
  await expect(viewer).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(/@Viewer-\w+ $/);
  await page.keyboard.press("Control+Enter");
  const notes = page.getByRole("list", { name: "Notes of this call" });
  await expect(notes.getByText(/^@Viewer-/)).toBeVisible();
  await expect(field).toHaveValue("");
  // Nobody mentioned the admin.
  await expect(page.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);

  const theirs = await browser.newContext();
  await signInAs(theirs, org.viewer);
  const seen = await theirs.newPage();
  await seen.goto(`/${org.slug}/inbox`);
  await seen.getByRole("button", { name: "1 unseen mention" }).click();
  await seen.getByRole("link", { name: /mentioned you/ }).click();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("combobox", { name: "Write a note" })).toHaveCount(0);
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await seen.reload();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await theirs.close();
});

test("a link to a second opens there and marks its line; a line hands out such a link", async ({ page, context }) => {
  const call = await makeCall(served());
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(context, call.org.viewer);
  await page.goto(`/${call.org.slug}/calls/${call.id}`);
  await expect(page.locator("[data-linked]")).toHaveCount(0);
  const line = lines(page).nth(4);
  await line.hover();
  await line.getByRole("button", { name: /^Copy link to/ }).click();
  await expect(page.getByText(/^Link to .* copied$/)).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\?at=\d+$/);

  await page.goto(address);
  const marked = page.locator("[data-linked]");
  await expect(marked).toHaveCount(1);
  await expect(marked).toBeInViewport();
  await expect(page.getByTestId("position")).not.toHaveText(/^0:00 /);
});

test("previous and next walk the list a call was opened from, its filters included", async ({ page, context }) => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const at = (minutes: number) => ({ started_at: new Date(Date.now() - minutes * 60_000) });
  const first = await insertCall(agent, at(1));
  const left_out = await insertCall(agent, { ...at(2), is_billable: false });
  const last = await insertCall(agent, at(3));
  const address = (id: string) => `/${org.slug}/calls/${id}?is_billable=true`;
  await signInAs(context, org.viewer);
  await page.goto(address(first.id));
  const walk = page.getByRole("navigation", { name: "Calls of the list" });
  await expect(walk.getByRole("link", { name: "Next call" })).toHaveAttribute("href", address(last.id));
  await expect(walk.getByRole("link", { name: "Previous call" })).toHaveCount(0);
  await page.keyboard.press("j");
  await page.waitForURL((url) => url.pathname.endsWith(last.id) && url.search === "?is_billable=true");
  await expect(walk.getByRole("link", { name: "Previous call" })).toHaveAttribute("href", address(first.id));
  await page.keyboard.press("k");
  await page.waitForURL((url) => url.pathname.endsWith(first.id));
  // Without the filter the call in between is the next one.
  await page.goto(`/${org.slug}/calls/${first.id}`);
  await expect(walk.getByRole("link", { name: "Next call" })).toHaveAttribute(
    "href",
    `/${org.slug}/calls/${left_out.id}`,
  );
});

import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { openAsPage } from "../support/calls-list";
import { bodiesOfCall } from "../support/deliveries";
import { makeOrganization } from "../support/organization";
import { postDelivery } from "../support/post-delivery";

const MISSED_CALLS = 2;

test("without a connection what was read stays, changes are refused kindly, and nothing missed is missing afterwards", async ({
  page,
  context,
  expectConsole,
}) => {
  // The recording of a made-up call is nowhere to be measured.
  expectConsole(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to fetch|waveform|recording/);
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const arrive = async (calls: number) => {
    for (let call = 0; call < calls; call++) {
      const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 60_000 + call * 1_000 });
      for (const body of bodies) await postDelivery(agent, body);
    }
  };
  await arrive(1);
  await signInAs(context, organization.admin);
  const rail = page.getByRole("navigation", { name: "Main" }).first();
  const rows = page.getByRole("row").filter({ hasText: "••• 0123" });
  await page.goto(`/${organization.slug}/overview`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await rail.getByRole("link", { name: "Calls" }).click();
  await expect(rows).toHaveCount(1);
  await openAsPage(page, rows.getByRole("link").first());
  await expect(page.getByRole("switch")).toBeChecked();
  // A change and the command bar, so that what is fetched late is there; a reader who stays three seconds has it as well.
  await page.getByRole("switch").click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("switch")).toBeChecked();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search and commands" })).toBeVisible();
  await page.keyboard.press("Escape");

  await context.setOffline(true);
  await expect(page.locator("[data-live=offline]")).toBeVisible();
  await expect(page.getByText(/You are offline\. This is what was known/)).toBeVisible();

  await page.getByRole("switch").click();
  await expect(page.getByText(/You are offline, so nothing was changed/)).toBeVisible();
  await expect(page.getByRole("switch")).toBeChecked();

  await rail.getByRole("link", { name: "Calls" }).click();
  await expect(rows).toHaveCount(1);
  await rail.getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  // Never visited: it waits, and what was on screen is still there.
  await rail.getByRole("link", { name: "Agents" }).click();
  await arrive(MISSED_CALLS);
  await expect(page.getByText(/You are offline\. This is what was known/)).toBeVisible();

  await context.setOffline(false);
  await expect(page.locator("[data-live=connected]")).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/You are offline/)).toHaveCount(0);
  await expect(page).toHaveURL(/\/agents$/);
  await expect(page.getByRole("row").filter({ hasText: "Front desk" })).toHaveCount(1);
  await rail.getByRole("link", { name: "Calls" }).click();
  await expect(rows).toHaveCount(1 + MISSED_CALLS);
});

test("negative control: a page that waits for the connection is not there before it is back", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to fetch/);
  const organization = await makeOrganization();
  await makeAgent(organization.id, "retell");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await context.setOffline(true);
  await expect(page.locator("[data-live=offline]")).toBeVisible();
  const stranger = page.evaluate(() =>
    fetch(window.location.href).then(
      () => "reached",
      () => "cut off",
    ),
  );
  expect(await stranger).toBe("cut off");
});

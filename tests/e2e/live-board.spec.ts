import type { BrowserContext } from "@playwright/test";
import { breaches } from "../support/accessibility";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { makeOrganization, type TestOrganization } from "../support/organization";
import { makeVendorAgent, startVendorCall } from "../support/vendor-sandbox";

const CALLER = { number: "+15125550141", shown: "••• 0141" };
/** Slow enough that a person can step in. */
const PACE = 3;

async function runningCall(organization: TestOrganization, context: BrowserContext, as: "admin" | "viewer") {
  const agent = await makeAgent(organization.id, "vapi");
  await makeVendorAgent("vapi", agent.secret, {
    vendor_agent_id: agent.vendor_agent_id,
    webhook_url: `${process.env.PUBLIC_BASE_URL}${agent.path}`,
    auth: { type: "bearer", token: agent.secret },
  });
  await signInAs(context, organization[as]);
  return () => startVendorCall(agent.vendor_agent_id, "book-first-visit", { pace: PACE, caller_number: CALLER.number });
}

test("an admin hears a running call, has the agent say something, and ends it", async ({ page, context }) => {
  const organization = await makeOrganization();
  const start = await runningCall(organization, context, "admin");
  await page.goto(`/${organization.slug}/live`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await start();
  const card = page.getByRole("listitem").filter({ hasText: CALLER.shown });
  await expect(card.getByRole("button", { name: "End the call" })).toBeVisible();
  expect(await breaches(page)).toEqual([]);

  await card.getByRole("button", { name: "Listen in" }).click();
  await expect(card.getByText("Listening", { exact: true })).toBeVisible();
  await card.getByRole("button", { name: "Stop listening" }).click();
  await expect(card.getByText("Listening", { exact: true })).toBeHidden();

  await card.getByRole("button", { name: "Have the agent say something" }).click();
  await page.getByLabel("Words").fill("My colleague Dana is going to help you.");
  await page.getByRole("button", { name: "Say it" }).click();
  await expect(card.getByText("My colleague Dana is going to help you.")).toBeVisible();

  await card.getByRole("button", { name: "End the call" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End the call" }).click();
  await expect(card.getByRole("button", { name: "End the call" })).toBeHidden();
  await expect(page.getByText("No call is under way.")).toBeVisible();

  const facts = await database()<{ name: string }[]>`
    select name from public.events where org_id = ${organization.id} and name in ('call.listened', 'call.steered')
    order by id`;
  expect(facts.map(({ name }) => name)).toEqual(["call.listened", "call.steered", "call.steered"]);
});

test("a viewer watches the same call without a way to step in", async ({ page, context }) => {
  const organization = await makeOrganization();
  const start = await runningCall(organization, context, "viewer");
  await page.goto(`/${organization.slug}/live`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await start();
  const card = page.getByRole("listitem").filter({ hasText: CALLER.shown });
  await expect(card.getByText("Agent", { exact: true }).first()).toBeVisible();
  await expect(card.getByRole("button")).toHaveCount(0);
});

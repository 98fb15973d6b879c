import type { BrowserContext } from "@playwright/test";
import { breaches } from "../support/accessibility";
import { makeAgent } from "../support/agent";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { insertCall } from "../support/insert-call";
import { makeOrganization, type TestOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
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

test("an admin hears a running call, mutes its agent for a while, has it say something, and ends it", async ({
  page,
  context,
}) => {
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

  // Whoever looks next sees that the agent is silent, and can change that.
  await card.getByRole("button", { name: "Mute the agent" }).click();
  await expect(page.getByText("The agent is silent.")).toBeVisible();
  await page.reload();
  await card.getByRole("button", { name: "Unmute the agent" }).click();
  await expect(card.getByRole("button", { name: "Mute the agent" })).toBeVisible();

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
  expect(facts.map(({ name }) => name)).toEqual(["call.listened", ...Array(4).fill("call.steered")]);
});

test("of a Retell call, whoever could step in is told why they cannot; a viewer never could", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization();
  const retell = await makeAgent(organization.id, "retell");
  const underWay = { status: "in_progress", duration_ms: null, disconnection_reason: null, successful: null };
  await insertCall(retell, underWay);
  const why = page.getByText("Listening in and stepping in work with Vapi calls only.");
  for (const [member, times] of [
    [organization.admin, 1],
    [organization.viewer, 0],
  ] as const) {
    await context.clearCookies();
    await signInAs(context, member);
    await page.goto(`/${organization.slug}/live`);
    await expect(page.getByText("In conversation", { exact: true })).toBeVisible();
    await expect(why).toHaveCount(times);
  }
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

async function seeLines({ page, context }: Journey) {
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const workspace = {
    vendor_agent_id: agent.vendor_agent_id,
    webhook_url: `${process.env.PUBLIC_BASE_URL}${agent.path}`,
  };
  await makeVendorAgent("retell", agent.secret, workspace);
  await signInAs(context, organization.admin);
  const data = { kind: "retell", label: "Clinic", secret: agent.secret };
  expect((await page.request.post(`/api/v1/orgs/${organization.slug}/credentials`, { data })).status()).toBe(201);
  const start = () =>
    startVendorCall(agent.vendor_agent_id, "book-first-visit", { pace: 1, caller_number: CALLER.number });
  await start();
  await page.goto(`/${organization.slug}/live`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await expect(page.getByText("1 of 20 lines", { exact: true })).toBeVisible();
  // The next call takes a line as it begins, before the vendor is asked again.
  await start();
  await expect(page.getByText("2 of 20 lines", { exact: true })).toBeVisible();
}

test("the calls under way stand against how many Retell lets run at once", async ({ page, context }) => {
  await seeLines({ page, context });
  await expect(page.getByText(/Nearly full/)).toHaveCount(0);
});

test("a line that is nearly full is said to be, whoever else's calls fill it", async ({ page, context }) => {
  await context.route(/\/calls\/limits$/, async (route) => {
    const response = await route.fetch();
    const { data } = (await response.json()) as { data: object[] };
    await route.fulfill({ response, json: { data: data.map((limit) => ({ ...limit, current: 17 })) } });
  });
  await expectComplaint(() => seeLines({ page, context }), /1 of 20 lines/);
  await expect(page.getByText("17 of 20 lines", { exact: true })).toBeVisible();
  await expect(page.getByText(/Nearly full/)).toBeVisible();
});

test("control: a limit that the vendor was never asked for is noticed", async ({ page, context }) => {
  await context.route(/\/calls\/limits$/, (route) => route.fulfill({ json: { data: [] } }));
  await expectComplaint(() => seeLines({ page, context }), /1 of 20 lines/);
});

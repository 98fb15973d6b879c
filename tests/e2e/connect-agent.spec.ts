import { randomBytes, randomUUID } from "node:crypto";
import { makeAgent } from "../support/agent";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";
import { deafenStream, expectComplaint, falsify } from "../support/plant";
import { makeVendorAgent, placeVendorCall } from "../support/vendor-sandbox";
import { watchReads } from "../support/watch-reads";

const QUIET_MS = 1_000;

async function connectRetell({ page, context }: Journey) {
  const reads = watchReads(page);
  const org = await makeOrganization();
  const key = `key_${randomBytes(14).toString("hex")}`;
  const vendorAgent = await makeVendorAgent("retell", key, { name: "Willow front desk" });
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/agents`);
  await page.getByRole("link", { name: "Connect an agent" }).click();
  await ready(page);

  await page.getByRole("button", { name: "Create the agent" }).click();
  await expect(page.getByText("Give the agent a name.")).toBeVisible();
  await page.getByLabel("Name").fill("Front desk");
  await page.getByLabel("Retell API key with the webhook badge").fill(key);
  await page.getByRole("button", { name: "Create the agent" }).click();

  await page.getByLabel("Agent at Retell").selectOption({ label: "Willow front desk" });
  await page.getByRole("button", { name: "Set the address at Retell" }).click();
  const point = page.getByRole("listitem").filter({ hasText: "Point Retell at Foyer" }).first();
  await expect(point.getByText("Done", { exact: true })).toBeVisible();
  const first = page.getByRole("listitem").filter({ hasText: "The first signed delivery" }).first();
  await expect(first.getByText("Done", { exact: true })).toHaveCount(0);
  // Retell keeps what its API is told in a draft: whoever clicked hears of it, and publishes it here.
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page.getByText("Version 1 is published")).toBeVisible();
  // A read that publishing began would bring what only the stream may bring.
  await expect.poll(() => reads.quietForMs()).toBeGreaterThan(QUIET_MS);

  await placeVendorCall(vendorAgent.id);
  await expect(first.getByText("Done", { exact: true })).toBeVisible();
  await expect(page.getByText("Front desk is answering.")).toBeVisible();

  await page.getByRole("link", { name: "Open the agent" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Front desk" })).toBeVisible();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText("0 missing · 1 of 1 calls of the last day present")).toBeVisible();
  await page.getByRole("link", { name: "Agents" }).first().click();
  await expect(page.getByRole("row", { name: /Front desk/ })).toContainText("0 missing");
}

test("a Retell agent is connected by its key, and its mark turns when the first call arrives", connectRetell);

test("control: a mark that turns before the first call is noticed", async ({ page, context }) => {
  let pointed = false;
  await context.route(/\/vendor_webhook$/, (route) => {
    pointed = true;
    return route.continue();
  });
  const early = () => (pointed ? { validated_at: new Date().toISOString() } : {});
  await falsify(context, /\/agents\/[0-9a-f-]{36}$/, (agent) => ({ ...agent, ...early() }));
  await expectComplaint(() => connectRetell({ page, context }), /toHaveCount.*Expected: 0\s+Received: 1/s);
});

test("control: a call that is missing is noticed", async ({ page, context }) => {
  const short = (found: unknown) => found && { ...found, missing_calls: 1 };
  await falsify(context, /\/agents\/[0-9a-f-]{36}$/, (agent) => ({
    ...agent,
    reconciliation: short(agent.reconciliation),
  }));
  await expectComplaint(() => connectRetell({ page, context }), /0 missing.*not found/s);
});

test("control: a mark that waits for a reload is noticed", async ({ page, context }) => {
  await deafenStream(context);
  await expectComplaint(() => connectRetell({ page, context }), /The first signed delivery.*not found/s);
});

async function connectVapi({ page, context }: Journey, forged = "not-the-secret") {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/agents/new`);
  await ready(page);
  await page.getByRole("button", { name: "Vapi" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Sales line");
  await page.getByRole("button", { name: "Make one" }).click();
  const secret = await page.getByLabel("Secret", { exact: true }).inputValue();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  await page.getByRole("button", { name: "Create the agent" }).click();
  const address = await page.getByLabel("Webhook address", { exact: true }).inputValue();
  expect(address).toMatch(/\/webhooks\/agent\/agent_[0-9a-f]{32}$/);
  await expect(page.getByLabel("Token", { exact: true })).toHaveValue(secret);

  const vendor = { provider: "vapi" as const, key: `key_${randomBytes(14).toString("hex")}`, id: randomUUID() };
  const at = (token: string) =>
    makeVendorAgent(vendor.provider, vendor.key, {
      vendor_agent_id: vendor.id,
      webhook_url: address,
      auth: { type: "bearer", token },
    });
  await at(forged || secret);
  await placeVendorCall(vendor.id);
  await expect(page.getByText("It was signed with another secret.")).toBeVisible();
  await at(secret);
  await placeVendorCall(vendor.id);
  await expect(page.getByText("Sales line is answering.")).toBeVisible();
}

test("a Vapi agent gets a secret made here, shows refusals in words, and validates by a genuine delivery", ({
  page,
  context,
}) => connectVapi({ page, context }));

test("control: a delivery that is believed at once is noticed", async ({ page, context }) => {
  await expectComplaint(() => connectVapi({ page, context }, ""), /signed with another secret.*not found/s);
});

async function sendTest({ page, context }: Journey) {
  const org = await makeOrganization();
  const key = `key_${randomBytes(14).toString("hex")}`;
  await makeVendorAgent("retell", key);
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/agents/new`);
  await ready(page);
  await page.getByLabel("Name").fill("Front desk");
  await page.getByLabel("Retell API key with the webhook badge").fill(key);
  await page.getByRole("button", { name: "Create the agent" }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  const legs = page.getByRole("list", { name: "Test delivery" });
  await expect(legs.getByText("Done", { exact: true })).toHaveCount(5);
  await expect(page.getByText("Everything works")).toBeVisible();
  await page.getByRole("link", { name: "Open the agent" }).click();
  await expect(page.getByText("Front desk is waiting for its vendor's first signed delivery.")).toBeVisible();
}

test("a test goes the whole way in sight, and leaves the agent waiting", sendTest);

test("control: a leg of the round trip that failed is noticed", async ({ page, context }) => {
  await falsify(context, /\/test_deliveries$/, (answer) => ({
    ...answer,
    steps: (answer.steps as object[]).map((leg, at) => (at === 3 ? { ...leg, state: "failed" } : leg)),
  }));
  await expectComplaint(() => sendTest({ page, context }), /toHaveCount.*Expected: 5\s+Received: 4/s);
});

test("a viewer sees how agents do and can change nothing", async ({ page, context }) => {
  const org = await makeOrganization();
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/agents`);
  await expect(page.getByText("An admin of this organization connects agents.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Connect an agent" })).toHaveCount(0);
  await page.goto(`/${org.slug}/agents/new`);
  await expect(page.getByText("Your role does not include connecting agents")).toBeVisible();

  // The number is a door to exactly the calls that it counts.
  const agent = await makeAgent(org.id, "retell");
  await insertCall(agent);
  await insertCall(agent, { started_at: new Date(Date.now() - 20 * 86_400_000) });
  await page.goto(`/${org.slug}/agents/${agent.id}`);
  await page.getByRole("link", { name: "1 call in 14 days" }).click();
  await expect(page.getByText("1 call matches.")).toBeVisible();
});

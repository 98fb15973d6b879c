import { randomBytes } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, ready, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { openCallsList } from "../support/calls-list";
import { insertCall } from "../support/insert-call";
import { makeOrganization, type TestOrganization } from "../support/organization";
import { served } from "../support/post-delivery";
import { makeVendorAgent } from "../support/vendor-sandbox";

/** The router keeps a visited page for ten minutes. What is on it must be of now all the same, by links and without a reload. */
async function go(page: Page, place: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: place, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: place, exact: true })).toBeAttached();
}

async function ask(
  request: APIRequestContext,
  method: "POST" | "PATCH",
  { slug }: TestOrganization,
  path: string,
  data: object,
) {
  const answer = await request.fetch(`/api/v1/orgs/${slug}${path}`, {
    method,
    data,
    headers: { origin: process.env.PUBLIC_BASE_URL ?? "" },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

const newKey = () => `key_${randomBytes(14).toString("hex")}`;
const newAgent = (name: string) => ({ provider: "vapi", name, auth_scheme: "bearer", secret: newKey() });

async function hasAgent(page: Page, name: string, label = "Agent"): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: label, exact: true }).click();
  await expect(page.getByRole("menuitemcheckbox", { name })).toBeVisible();
  await page.keyboard.press("Escape");
}

test("chosen columns are there on the way back, and the next choice adds to them", async ({ page, context }) => {
  const organization = await makeOrganization();
  await insertCall(await makeAgent(organization.id, "retell"));
  await signInAs(context, organization.viewer);
  await openCallsList(page, organization);
  const head = (name: string) => page.getByRole("columnheader", { name });
  const choose = async (name: string) => {
    await page.getByRole("button", { name: "Order and columns" }).click();
    const kept = page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());
    await page.getByRole("menuitemcheckbox", { name }).click();
    await page.keyboard.press("Escape");
    await expect(head(name)).toBeVisible();
    await kept;
  };
  await choose("Latency");
  await go(page, "Overview");
  await go(page, "Calls");
  await expect(head("Length")).toBeVisible();
  await expect(head("Latency")).toBeVisible();
  await choose("Sentiment");
  await expect(head("Latency")).toBeVisible();
  await page.reload();
  await expect(head("Sentiment")).toBeVisible();
  await expect(head("Latency")).toBeVisible();
});

test("an agent that was connected from the empty list of calls is known there", async ({ page, context }) => {
  const organization = await makeOrganization();
  const key = newKey();
  await makeVendorAgent("retell", key, { name: "Willow front desk" });
  await signInAs(context, organization.admin);
  await openCallsList(page, organization);
  await expect(page.getByText("Connect an agent to see its calls")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Connect an agent" }).click();
  await page.getByLabel("Name").fill("Front desk");
  await page.getByLabel("Retell API key with the webhook badge").fill(key);
  await page.getByRole("button", { name: "Create the agent" }).click();
  await expect(page.getByText("Front desk, secret ending in")).toBeVisible();
  await go(page, "Calls");
  await expect(page.getByText("Waiting for the first call")).toBeVisible();
  await hasAgent(page, "Front desk");
});

test("the filters of every visited page have the agent that somebody else connects", async ({ page, context }) => {
  const organization = await makeOrganization();
  await insertCall(await makeAgent(organization.id, "retell"));
  await signInAs(context, organization.admin);
  await page.goto(`/${organization.slug}/agents/compare`);
  await ready(page);
  await go(page, "Inbox");
  await go(page, "Overview");
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await ask(context.request, "POST", organization, "/agents", newAgent("Night desk"));
  await hasAgent(page, "Night desk");
  await go(page, "Inbox");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await hasAgent(page, "Night desk");
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/compare/);
  await hasAgent(page, "Night desk", "Agents");
});

test("who connects an agent is offered the key that was saved since", async ({ page, context }) => {
  const organization = await makeOrganization();
  await signInAs(context, organization.admin);
  await page.goto(`/${organization.slug}/agents/new`);
  await expect(page.getByLabel("Retell API key with the webhook badge")).toBeVisible();
  await go(page, "Overview");
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  const secret = newKey();
  await ask(context.request, "POST", organization, "/credentials", { kind: "retell", label: "Ours", secret });
  await go(page, "Agents");
  await page.getByRole("main").getByRole("link", { name: "Connect an agent" }).first().click();
  await expect(page.getByText(`Uses the organization's Retell key ending in ${secret.slice(-4)}`)).toBeVisible();
});

test("a comparison that had nobody to compare has the agents that were called since", async ({ page, context }) => {
  const organization = await makeOrganization();
  const agents = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/agents/compare`);
  await expect(page.getByText("Nothing to compare yet")).toBeVisible();
  await go(page, "Agents");
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  for (const agent of agents)
    await makeCall({ ...served(), org: organization, agent, started_at: Date.now() - 600_000 });
  await page.getByRole("main").getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.getByRole("table", { name: "Agents side by side" }).getByRole("columnheader")).toHaveCount(3);
});

test("the welcome stays away once it was read, and the rail stays folded", async ({ page, context }) => {
  const organization = await makeOrganization();
  await insertCall(await makeAgent(organization.id, "retell"));
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/overview`);
  const welcome = page.getByText("This is a demo");
  await page.getByRole("button", { name: "Understood, hide this" }).click();
  await expect(welcome).toHaveCount(0);
  await go(page, "Inbox");
  await go(page, "Overview");
  await expect(page.getByRole("region", { name: "Figures" })).toBeVisible();
  await expect(welcome).toHaveCount(0);

  await page.getByRole("button", { name: "Fold the rail" }).click();
  await page.getByRole("button", { name: "Your menu" }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: "Unfold the rail" })).toBeVisible();
});

test("a new name and a new role are on every page at once", async ({ page, context, browser }) => {
  const organization = await makeOrganization();
  await makeAgent(organization.id, "retell");
  await signInAs(context, organization.viewer);
  await page.goto(`/${organization.slug}/agents`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await expect(page.getByRole("link", { name: "Connect an agent" })).toHaveCount(0);
  const theirs = await browser.newContext();
  await signInAs(theirs, organization.admin);
  const name = `Harbour ${randomBytes(4).toString("hex")}`;
  await ask(theirs.request, "PATCH", organization, "", { name });
  await expect(page.getByRole("button", { name: "Switch organization" })).toContainText(name);
  await page.locator("aside").getByRole("link", { name: "Settings" }).click();
  await expect(page.getByLabel("Name")).toHaveValue(name);
  await ask(theirs.request, "PATCH", organization, `/members/${organization.viewer.userId}`, { role: "org_admin" });
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeVisible();
  await go(page, "Agents");
  await expect(page.getByRole("link", { name: "Connect an agent" })).toBeVisible();
  await theirs.close();
});

test("a period that begins on a day goes on until today, in its figures and in the comparison", async ({
  page,
  context,
}) => {
  const organization = await makeOrganization({ time_zone: "UTC" });
  const [day, night] = [await makeAgent(organization.id, "retell"), await makeAgent(organization.id, "vapi")];
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  for (const days of [0, 2, 5, 40]) await insertCall(day, { started_at: ago(days) });
  await insertCall(night, { started_at: ago(5) });
  await signInAs(context, organization.viewer);
  const from = ago(50).toISOString().slice(0, 10);
  await page.goto(`/${organization.slug}/overview?from=${from}`);
  const calls = page
    .getByRole("region", { name: "Figures" })
    .locator("dl > div", { has: page.getByRole("link", { name: "Calls", exact: true }) })
    .getByRole("definition")
    .first();
  await expect(calls).toHaveText(/^5\b/);
  await page.getByRole("link", { name: "Compare side by side" }).click();
  const table = page.getByRole("table", { name: "Agents side by side" });
  await expect(table.getByRole("row", { name: /^Calls/ })).toContainText("4");
  await expect(page.getByRole("button", { name: /^Since/ })).toBeVisible();
});

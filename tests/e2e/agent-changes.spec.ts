import type { Page } from "@playwright/test";
import { makeAgent, type TestAgent } from "../support/agent";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { database } from "../support/database";
import { bodiesOfCall } from "../support/deliveries";
import { makeOrganization } from "../support/organization";
import { expectComplaint, pretend } from "../support/plant";
import { postDelivery, served } from "../support/post-delivery";
import { makeVendorAgent } from "../support/vendor-sandbox";

const base = process.env.PUBLIC_BASE_URL ?? "";
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function callsOf(agent: TestAgent): Promise<string[]> {
  const rows = await database()<{ vendor_call_id: string }[]>`
    select vendor_call_id from public.calls where agent_id = ${agent.id} order by created_at`;
  return rows.map(({ vendor_call_id }) => vendor_call_id);
}

/** What a vendor is answered that goes on delivering. */
const delivered = async (agent: TestAgent, body: string): Promise<number> =>
  (await fetch(`${base}${agent.path}`, { method: "POST", headers: agent.headersFor(body), body })).status;

async function changeAgent({ page, context }: Journey) {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const call = await makeCall({ ...served(), org, agent });
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/agents/${agent.id}`);
  await expect(page.getByText(/is answering\.$/)).toBeVisible();

  await button(page, "Edit").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("");
  await dialog.getByLabel("Retell API key with the webhook badge").fill("short");
  await button(page, "Save").click();
  await expect(dialog.getByText("Give the agent a name.")).toBeVisible();
  await expect(dialog.getByText("Needs at least 16 characters. Copy it whole.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Night desk");
  await dialog.getByLabel("Retell API key with the webhook badge").fill("");
  await button(page, "Save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Night desk" })).toBeVisible();
  // Another name has nothing to prove.
  await expect(page.getByText("Night desk is answering.")).toBeVisible();

  await button(page, "Pause").click();
  await expect(page.getByText("Paused. Deliveries are kept.")).toBeVisible();
  await expect(page.getByText("Night desk is paused. Deliveries are kept and applied when it resumes.")).toBeVisible();
  // It takes effect within five seconds, for which a server remembers who signs: nothing is applied any more.
  await expect
    .poll(async () => {
      const { call_id, bodies } = bodiesOfCall(agent);
      await postDelivery(agent, bodies[0] ?? "");
      return (await callsOf(agent)).includes(call_id);
    })
    .toBe(false);
  const before = await callsOf(agent);
  const kept = bodiesOfCall(agent);
  for (const body of kept.bodies) await postDelivery(agent, body);
  expect(await callsOf(agent)).toEqual(before);
  expect(before).toContain(call.vendor_call_id);

  await button(page, "Resume").click();
  await expect(page.getByText("Resumed. Kept deliveries are being applied.")).toBeVisible();
  await expect(page.getByText("Night desk is answering.")).toBeVisible();
  await expect.poll(() => callsOf(agent)).toContain(kept.call_id);

  await button(page, "Delete").click();
  const asked = page.getByRole("alertdialog", { name: "Delete Night desk?" });
  await expect(asked).toContainText("The calls and deliveries that are here stay.");
  const confirm = asked.getByRole("button", { name: "Delete the agent" });
  await expect(confirm).toBeDisabled();
  await asked.getByRole("textbox").fill("night desk");
  await expect(confirm).toBeDisabled();
  await asked.getByRole("textbox").fill("Night desk");
  await confirm.click();
  await expect(page.getByText("Night desk was deleted.")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/${org.slug}/agents$`));
  await expect(page.getByText("No agent is connected yet")).toBeVisible();
  await expect.poll(() => delivered(agent, kept.bodies[0] ?? "")).toBe(401);
  await page.goto(`/${org.slug}/calls`);
  await expect(page.locator("[data-row]")).toHaveCount((await callsOf(agent)).length);
}

test("an agent is renamed, paused, resumed and deleted, and its deliveries do as the screen says", ({
  page,
  context,
  expectConsole,
}) => {
  // The page that is left asks once more for what is gone.
  expectConsole(/status of 404 .*\/agents\//);
  return changeAgent({ page, context });
});

test("control: a pause that only says so is noticed", async ({ page, context }) => {
  await pretend(context, "POST", /\/pause$/, {});
  await expectComplaint(() => changeAgent({ page, context }), /Night desk is paused.*not found/s);
});

test("control: an agent that is deleted on screen alone is noticed", async ({ page, context }) => {
  await pretend(context, "DELETE", /\/agents\/[0-9a-f-]{36}$/, {});
  await expectComplaint(() => changeAgent({ page, context }), /No agent is connected yet.*not found/s);
});

test("another secret is to be proven again, and one that was not saved is forgotten", async ({ page, context }) => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "vapi");
  await makeCall({ ...served(), org, agent, deliveries: 2 });
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/agents/${agent.id}`);
  await expect(page.getByText(/is answering\.$/)).toBeVisible();
  const dialog = page.getByRole("dialog");
  const scheme = dialog.getByLabel("How Vapi proves itself");
  await button(page, "Edit").click();
  await button(page, "Make one").click();
  await scheme.selectOption("hmac");
  await button(page, "Cancel").click();
  await expect(dialog).toBeHidden();

  await button(page, "Edit").click();
  await expect(dialog.getByLabel("Secret", { exact: true })).toHaveValue("");
  await expect(scheme).toHaveValue("bearer");
  await button(page, "Make one").click();
  const secret = await dialog.getByLabel("Secret", { exact: true }).inputValue();
  await button(page, "Save").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByText(/is waiting for its vendor's first signed delivery\.$/)).toBeVisible();

  const { bodies } = bodiesOfCall(agent);
  await expect.poll(() => delivered(agent, bodies[0] ?? "")).toBe(401);
  const renewed = { ...agent, headersFor: () => ({ authorization: `Bearer ${secret}` }) };
  await postDelivery(renewed, bodies[0] ?? "");
  await expect(page.getByText(/is answering\.$/)).toBeVisible();
});

async function copyAll({ page, context }: Journey) {
  const org = await makeOrganization();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(context, org.admin);
  const copied = async (what: string) => {
    await button(page, `Copy ${what}`).first().click();
    await expect(button(page, "Copied")).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    // Says so for two seconds.
    await expect(button(page, "Copied")).toHaveCount(0);
    return text;
  };
  const retell = await makeAgent(org.id, "retell");
  await makeVendorAgent("retell", retell.secret);
  await page.goto(`/${org.slug}/agents/${retell.id}`);
  expect(await copied("webhook address")).toBe(`${base}${retell.path}`);

  await page.goto(`/${org.slug}/agents/new`);
  await ready(page);
  await button(page, "Vapi").click();
  await page.getByLabel("Name", { exact: true }).fill("Sales line");
  await button(page, "Make one").click();
  const secret = await page.getByLabel("Secret", { exact: true }).inputValue();
  await button(page, "Create the agent").click();
  const address = await copied("webhook address");
  expect(await copied("token")).toBe(secret);
  expect(await copied("header name")).toMatch(/^authorization$/i);
  expect(await copied("shared address")).toBe(`${base}/api/vapi/webhook`);

  // What was copied is what a vendor needs.
  const [row] = await database()<
    { id: string }[]
  >`select id from public.agents where org_id = ${org.id} and provider = 'vapi'`;
  const vapi = { ...(await makeAgent((await makeOrganization()).id, "vapi")), id: row?.id ?? "" };
  const [body = ""] = bodiesOfCall(vapi).bodies;
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  expect((await fetch(address, { method: "POST", headers, body })).status).toBe(200);
  await expect(page.getByText("Sales line is answering.")).toBeVisible();
}

test("the buttons of the connect steps copy exactly what the vendor is to be given", copyAll);

test("control: a button that copies nothing is noticed", async ({ page, context }) => {
  await context.addInitScript(() => {
    const { clipboard } = navigator;
    const first = clipboard.writeText.bind(clipboard);
    clipboard.writeText = () => first("something else");
  });
  await expectComplaint(() => copyAll({ page, context }), /Expected: "http.*something else/s);
});

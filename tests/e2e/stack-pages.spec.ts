import type { Page } from "@playwright/test";
import { breaches } from "../support/accessibility";
import { makeAgent } from "../support/agent";
import { expect, test } from "../support/browser";
import { database } from "../support/database";
import { makeOrganization } from "../support/organization";
import { makeVendorAgent } from "../support/vendor-sandbox";

/** The pages a start prints beside Foyer's own: the vendors' sandbox, and the mailbox. They are no pages of the build. */
const sandbox = process.env.SANDBOX_URL ?? "";
const mailbox = process.env.RESEND_BASE_URL ?? "";
const base = process.env.PUBLIC_BASE_URL ?? "";

async function deliveredCall(page: Page, { name, faults }: { name: string; faults: string[] }) {
  await page.goto(sandbox);
  await expect(page.getByRole("status").first()).toContainText("under way");
  const form = page.getByRole("region", { name: "Place a call" });
  await form.getByRole("combobox", { name: "Agent", exact: true }).selectOption({ label: `${name} (Retell)` });
  await form.getByRole("combobox", { name: "Conversation" }).selectOption("clinic-opening-hours");
  await expect(form.getByText(/lines, .* min, ends with caller hangs up/)).toBeVisible();
  await form.getByText("At once", { exact: true }).click();
  for (const fault of faults) await form.getByText(fault, { exact: true }).click();
  await form.getByRole("button", { name: "Place call" }).click();
  await expect(form.getByText(/^Placed: /)).toBeVisible();
  // All calls of the sandbox are listed; this one's deliveries alone are shown after a click on it.
  const call = page
    .getByRole("region", { name: /^Calls/ })
    .getByRole("row")
    .filter({ hasText: name });
  await call.getByRole("button").click();
  await expect(page.getByText(/^Only call /)).toBeVisible();
  return page.getByRole("region", { name: /^Deliveries/ }).getByRole("row");
}

test("a call is placed from the sandbox's page, with faults, and each answer to it is told", async ({ context }) => {
  const page = await context.newPage();
  const organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  const name = `Front desk ${organization.slug}`;
  const webhook_url = `${base}${agent.path}`;
  await makeVendorAgent("retell", agent.secret, { name, webhook_url, vendor_agent_id: agent.vendor_agent_id ?? "" });

  const rows = await deliveredCall(page, { name, faults: ["Sent twice", "Forged copy"] });
  await expect(rows.filter({ hasText: "call_analyzed" }).filter({ hasText: "Sent twice" }).first()).toBeVisible();
  const forged = rows.filter({ hasText: "Forged copy" });
  await expect(forged.first()).toContainText("401");
  await expect(rows.locator(".tag.bad"), "a forgery that is refused is as it should be").toHaveCount(0);
  await expect
    .poll(() => database()`select status from public.calls where org_id = ${organization.id}`)
    .toEqual([{ status: "ended" }]);
});

test("control: what nobody takes is marked on the sandbox's page", async ({ context, expectConsole }) => {
  expectConsole(/404/);
  const page = await context.newPage();
  const organization = await makeOrganization();
  const name = `Nowhere ${organization.slug}`;
  await makeVendorAgent("retell", `key_${organization.slug}`, { name, webhook_url: `${base}/webhooks/nowhere` });
  const rows = await deliveredCall(page, { name, faults: [] });
  await expect(rows.locator(".tag.bad").first()).toHaveText("404");
});

test("traffic and faults are set by their sliders, which say what they are set to", async ({ context }) => {
  const page = await context.newPage();
  const sent: unknown[] = [];
  // Kept from the sandbox: it would place calls for every agent of the tests beside this one.
  await page.route(/\/control\/(traffic|faults)$/, async (route) => {
    sent.push(route.request().postDataJSON());
    await route.fulfill({ json: {} });
  });
  await page.goto(sandbox);
  await expect(page.getByRole("status").first()).toContainText("under way");
  const rate = page.getByRole("slider", { name: /Calls a minute/ });
  await rate.fill("12");
  await expect(page.getByRole("region", { name: "Traffic" })).toContainText("12");
  const forge = page.getByRole("slider", { name: /Forged copy/ });
  await forge.fill("25");
  await expect(page.getByRole("region", { name: "Faults" })).toContainText("25 %");
  expect(sent).toEqual([
    { calls_per_minute: 12 },
    { probability: { duplicate: 0, delay: 0, reorder: 0, drop: 0, forge: 0.25 } },
  ]);
});

test("a mail is found in the mailbox by whom it is to, and read as it looks and as text", async ({ context }) => {
  const page = await context.newPage();
  const { admin } = await makeOrganization();
  const asked = await fetch(`${base}/api/auth/password-resets`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: base },
    body: JSON.stringify({ email: admin.email }),
  });
  expect(asked.ok).toBe(true);
  await page.goto(mailbox);
  await page.getByRole("searchbox", { name: "Search by recipient" }).fill(admin.email);
  await page.getByRole("listitem").filter({ hasText: admin.email }).getByRole("button").first().click();
  const letter = page.frameLocator("iframe");
  await expect(letter.getByRole("link", { name: "Choose a new password" })).toHaveAttribute(
    "href",
    /\/auth\/confirm\?/,
  );
  await page.getByRole("tab", { name: "Text" }).click();
  await expect(page.locator("pre")).toContainText("/auth/confirm?");
});

test("they can be read by everybody: no finding of accessibility, in either theme, and none wider than a phone", async ({
  context,
}) => {
  const page = await context.newPage();
  for (const address of [sandbox, mailbox]) {
    for (const [width, colorScheme] of [
      [1440, "light"],
      [1440, "dark"],
      [390, "light"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.goto(address);
      await expect(page.getByRole("status").first()).toHaveText(/under way|mail/i);
      const found = (await breaches(page)).map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
      expect(found, `${address} ${width} ${colorScheme}`).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, `${address} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

import { randomBytes } from "node:crypto";
import type { Browser, BrowserContext } from "@playwright/test";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { linkIn, mailTo } from "../support/mailbox";
import { openAccount } from "../support/open-account";
import { makeOrganization } from "../support/organization";
import { deafenStream, expectComplaint, pretend } from "../support/plant";

/** A fault for the browser of the person it is given to. */
type Planted = (context: BrowserContext) => Promise<unknown>;

async function inviteViewer({ page, context, browser }: Journey & { browser: Browser }, joining?: Planted) {
  const org = await makeOrganization();
  const email = `victor-${randomBytes(5).toString("hex")}@example.com`;
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/members`);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`The invitation to ${email} is on its way`)).toBeVisible();
  await expect(page.getByRole("table", { name: "Invitations" })).toContainText(email);

  const theirs = await browser.newContext({ baseURL: process.env.PUBLIC_BASE_URL ?? "" });
  await joining?.(theirs);
  const guest = await theirs.newPage();
  await guest.goto(linkIn(await mailTo(email, 60_000), "/invitations/"));
  await expect(guest.getByRole("heading", { name: `Join ${org.name}` })).toBeVisible();
  await guest.getByRole("link", { name: "Create an account" }).click();
  await guest.waitForURL("**/sign-up?*");
  await openAccount(guest, { name: "Victor Lindqvist", email, password: "seven green lamps" });
  await guest.waitForURL("**/invitations/*");
  await ready(guest);
  await guest.getByRole("button", { name: `Join ${org.name}` }).click();
  await guest.waitForURL(`**/${org.slug}/overview`);

  // The admin's open page learns of it by itself.
  await expect(page.getByRole("table", { name: "Members" })).toContainText("Victor Lindqvist");

  await guest.goto(`/${org.slug}/settings/members`);
  await expect(guest.getByRole("table", { name: "Members" })).toContainText("you");
  await expect(guest.getByRole("button", { name: "Invite", exact: true })).toHaveCount(0);
  await expect(guest.getByRole("button", { name: /^Change / })).toHaveCount(0);
  await guest.goto(`/${org.slug}/settings`);
  await expect(guest.getByLabel("Name", { exact: true })).toBeDisabled();
  await expect(guest.getByRole("button", { name: "Save" })).toHaveCount(0);
  const refused = await guest.evaluate(
    async (slug) =>
      (
        await fetch(`/api/v1/orgs/${slug}`, {
          method: "PATCH",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ name: "Mine now" }),
        })
      ).status,
    org.slug,
  );
  expect(refused).toBe(403);
  await theirs.close();
}

test("an invited stranger opens an account through the link, joins, and sees without being able to change", async ({
  page,
  context,
  browser,
}) => inviteViewer({ page, context, browser }));

test("control: an open page that does not learn who joined, and a viewer who may change, are noticed", async ({
  page,
  context,
  browser,
}) => {
  const lenient: Planted = (theirs) => pretend(theirs, "PATCH", /\/api\/v1\/orgs\/[a-z0-9-]+$/, {});
  await expectComplaint(() => inviteViewer({ page, context, browser }, lenient), /Expected: 403\s+Received: 200/);
  await context.clearCookies();
  await deafenStream(context);
  await expectComplaint(() => inviteViewer({ page, context, browser }), /Victor Lindqvist/);
});

test("an admin changes a role, takes it back, removes a member and cannot lose the last admin", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/409/);
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/members`);
  const members = page.getByRole("table", { name: "Members" });
  const row = (person: { email: string }) => members.getByRole("row").filter({ hasText: person.email });
  // A toast that is clicked gives the focus back a moment later, and a menu that was opened meanwhile closes: it is opened again.
  const change = (person: { email: string }, item: string) =>
    expect(async () => {
      const entry = page.getByRole("menuitem", { name: item });
      const opener = row(person).getByRole("button", { name: /^Change / });
      if (!(await entry.isVisible())) await opener.click({ timeout: 5_000 });
      await entry.click({ timeout: 5_000 });
    }).toPass();
  await change(org.viewer, "Make an admin");
  await expect(row(org.viewer)).toContainText("Admin");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(org.viewer)).toContainText("Viewer");
  await change(org.admin, "Make a viewer");
  await expect(page.getByText("needs at least one admin")).toBeVisible();
  await change(org.viewer, "Remove …");
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(row(org.viewer)).toHaveCount(0);
});

test("settings that another admin has changed meanwhile are not overwritten unseen", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/409/);
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings`);
  await ready(page);
  const change = (body: object) =>
    page.evaluate(
      async ([slug, text]) =>
        (
          await fetch(`/api/v1/orgs/${slug}`, {
            method: "PATCH",
            headers: { "content-type": "application/json" },
            body: text,
          })
        ).status,
      [org.slug, JSON.stringify(body)] as const,
    );
  const drawn = () =>
    page.waitForResponse((answer) => answer.url().includes("_rsc=") && answer.url().includes("settings"));
  // The other one, at another screen: what they change is shown at once where nobody is typing.
  expect(await change({ colour: "rose" })).toBe(200);
  await expect(page.getByRole("radio", { name: "Rose" })).toBeChecked();
  await page.getByLabel("Name", { exact: true }).fill("Lighthouse Dental");
  const again = drawn();
  expect(await change({ currency: "EUR" })).toBe(200);
  await again;
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert").getByText("Somebody has changed this since you read it.")).toBeVisible();

  // What is there by now is shown, what was typed is kept, and saving it again is an answer to both.
  await expect(page.getByLabel("Currency")).toHaveValue("EUR");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Lighthouse Dental");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Currency")).toHaveValue("EUR");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Lighthouse Dental");
});

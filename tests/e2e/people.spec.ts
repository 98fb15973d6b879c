import { randomBytes } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { linkIn, mailTo } from "../support/mailbox";
import { makeOperator, makeOrganization, makePerson } from "../support/organization";
import { deafenStream, expectComplaint, pretend } from "../support/plant";

/** A fault for the browser of the person it is given to. */
type Planted = (context: BrowserContext) => Promise<unknown>;

const mark = () => randomBytes(5).toString("hex");

async function openAccount(page: Page, person: { name: string; email: string; password: string }) {
  await ready(page);
  await page.getByLabel("Your name").fill(person.name);
  const address = page.getByLabel("E-mail address");
  if (await address.isEditable()) await address.fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Open an account" }).click();
  await page.waitForURL("**/check-your-mail");
  await page.goto(linkIn(await mailTo(person.email), "/auth/confirm"));
}

async function foundOrganization({ page }: Pick<Journey, "page">) {
  const person = { name: "Nora Lind", email: `nora-${mark()}@example.com`, password: "seven green lamps" };
  await page.goto("/");
  await page.getByRole("link", { name: "Sign up" }).click();
  await page.waitForURL("**/sign-up");
  await openAccount(page, person);
  await page.waitForURL("**/new-organization");
  await ready(page);
  await page.getByLabel("Name", { exact: true }).fill(`Riverside ${mark()}`);
  await expect(page.getByText("is free")).toBeVisible();
  await page.getByRole("button", { name: "Create the organization" }).click();
  await page.waitForURL("**/overview");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Overview");

  await page.getByRole("button", { name: /Your menu/ }).click();
  await page.getByText("Sign out").click();
  await page.waitForURL("**/sign-in");
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Sign up" })).toBeVisible();
}

test("a newcomer opens an account, confirms the address by mail and founds an organization", async ({
  page,
  expectConsole,
}) => {
  // A form that is refused is a 422 in the browser's console.
  expectConsole(/422/);
  await foundOrganization({ page });
});

test("control: signing out that leaves the session is noticed", async ({ page, context, expectConsole }) => {
  expectConsole(/422/);
  await pretend(context, "POST", /\/api\/auth\/sign-out$/, {});
  context.setDefaultNavigationTimeout(10_000);
  await expectComplaint(() => foundOrganization({ page }), /sign-in|Sign up/);
});

async function confirmAfterScans({ page }: Pick<Journey, "page">, scan: (link: string) => Promise<unknown>) {
  const person = { name: "Sam Reyes", email: `sam-${mark()}@example.com`, password: "seven green lamps" };
  await page.goto("/sign-up");
  await ready(page);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Open an account" }).click();
  await page.waitForURL("**/check-your-mail");
  const link = linkIn(await mailTo(person.email), "/auth/confirm");
  for (let scans = 0; scans < 3; scans += 1) await scan(link);
  await page.goto(link);
  await page.waitForURL("**/new-organization");
}

test("opening a confirmation link is harmless until a browser shows it: mail scanners do not use it up", async ({
  page,
  request,
}) => {
  await confirmAfterScans({ page }, async (link) => expect((await request.get(link)).status()).toBe(200));
});

test("control: a link that a mail scanner uses up is noticed", async ({ page, request, expectConsole }) => {
  expectConsole(/422/);
  page.setDefaultNavigationTimeout(10_000);
  // A product that redeems links when they are opened.
  const redeem = async (link: string) => {
    const data = Object.fromEntries(new URL(link).searchParams);
    await request.post("/api/auth/confirm", { data });
  };
  await expectComplaint(() => confirmAfterScans({ page }, redeem), /new-organization/);
  await expect(page.getByText("used already, or it has expired")).toBeVisible();
});

async function replacePassword({ page }: Pick<Journey, "page">) {
  const person = await makePerson();
  await page.goto("/sign-in");
  await ready(page);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.waitForURL("**/forgot-password");
  await ready(page);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.waitForURL("**/check-your-mail");
  await expect(page.getByText(person.email)).toBeVisible();
  const link = linkIn(await mailTo(person.email), "/auth/confirm");
  await page.goto(link);
  await page.waitForURL("**/reset-password");
  await ready(page);
  await page.getByLabel("New password").fill("nine purple umbrellas");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await page.waitForURL("**/new-organization");

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByText("used already, or it has expired")).toBeVisible();
  await page.goto("/sign-in");
  await ready(page);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("do not belong together")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("nine purple umbrellas");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/new-organization");
}

test("a forgotten password is replaced through a mail, and the link works once", async ({ page, expectConsole }) => {
  expectConsole(/422|401/);
  await replacePassword({ page });
});

test("control: a link that works twice is noticed", async ({ page, context, expectConsole }) => {
  expectConsole(/422|401/);
  await pretend(context, "POST", /\/api\/auth\/confirm$/, { next: "/forgot-password" });
  let confirmations = 0;
  await context.route(/\/api\/auth\/confirm$/, (route) => {
    confirmations += 1;
    return confirmations === 1 ? route.continue() : route.fallback();
  });
  await expectComplaint(() => replacePassword({ page }), /used already.*not found/s);
});

test("control: an old password that still opens the door is noticed", async ({ page, context, expectConsole }) => {
  expectConsole(/422|401/);
  await pretend(context, "POST", /\/api\/auth\/password$/, { next: "/" });
  await expectComplaint(() => replacePassword({ page }), /do not belong together.*not found/s);
});

async function inviteViewer({ page, context, browser }: Journey & { browser: Browser }, joining?: Planted) {
  const org = await makeOrganization();
  const email = `victor-${mark()}@example.com`;
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/members`);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`Invitation sent to ${email}`)).toBeVisible();
  await expect(page.getByRole("table", { name: "Invitations" })).toContainText(email);

  const theirs = await browser.newContext({ baseURL: process.env.PUBLIC_BASE_URL ?? "" });
  await joining?.(theirs);
  const guest = await theirs.newPage();
  await guest.goto(linkIn(await mailTo(email), "/invitations/"));
  await expect(guest.getByRole("heading", { name: `Join ${org.name}` })).toBeVisible();
  await guest.getByRole("link", { name: "Open an account" }).click();
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
  const change = async (person: { email: string }, item: string) => {
    await members
      .getByRole("row")
      .filter({ hasText: person.email })
      .getByRole("button", { name: /^Change / })
      .click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const row = (person: { email: string }) => members.getByRole("row").filter({ hasText: person.email });
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

test("a vendor key is saved, shown as its last four characters and removed", async ({ page, context }) => {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/keys`);
  await page.getByRole("button", { name: "Add the Retell key" }).click();
  await page.getByLabel("Retell API key").fill("key_0123456789abcdef4711");
  await page.getByRole("button", { name: "Save the key" }).click();
  await expect(page.getByText("4711")).toBeVisible();
  expect(await page.content()).not.toContain("key_0123456789abcdef");
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("button", { name: "Add the Retell key" })).toBeVisible();
});

test("an operator finds an organization in the console and is reminded whose it is", async ({ page, context }) => {
  const org = await makeOrganization({ name: `Summit ${mark()}` });
  await signInAs(context, await makeOperator());
  await page.goto("/");
  await page.waitForURL("**/ops");
  await page.getByLabel("Search organizations").fill(org.name.toLowerCase());
  await page.waitForURL(/search=/);
  await expect(page.getByRole("table", { name: "Organizations" }).getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: org.name }).click();
  await page.waitForURL(`**/${org.slug}/overview`);
  await expect(page.getByText(`You are viewing ${org.name} as operator.`)).toBeVisible();
});

test("the console is not there for anybody else", async ({ page, context, expectConsole }) => {
  expectConsole(/404/);
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  expect((await page.goto("/ops"))?.status()).toBe(404);
});

test("a session that is about to end is renewed before the page, and the new one is kept", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  const [cookie] = (await context.cookies()).filter(({ name }) => name === "foyer-session");
  if (!cookie) throw new Error("The session is in several cookies; this test expects one.");
  const session = JSON.parse(Buffer.from(decodeURIComponent(cookie.value).slice(7), "base64url").toString());
  const ending = { ...session, expires_at: Math.floor(Date.now() / 1000) + 30 };
  const value = `base64-${Buffer.from(JSON.stringify(ending)).toString("base64url")}`;
  await context.addCookies([{ ...cookie, value }]);
  const answer = await page.goto(`/${org.slug}/settings`);
  expect(answer?.headers()["cache-control"]).toContain("no-store");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(org.name);
  const [renewed] = (await context.cookies()).filter(({ name }) => name === "foyer-session");
  expect(renewed?.value).not.toBe(value);
  const used =
    await database()`select count(*)::int as tokens from auth.refresh_tokens where user_id = ${org.admin.userId}`;
  expect(used[0]?.tokens).toBe(2);
});

import { randomBytes } from "node:crypto";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { linkIn, mailTo } from "../support/mailbox";
import { openAccount } from "../support/open-account";
import { makeOrganization, makePerson } from "../support/organization";
import { expectComplaint, pretend } from "../support/plant";

const mark = () => randomBytes(5).toString("hex");

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
  await expect(page).toHaveURL(/\/sign-in$/);
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
  await expectComplaint(() => foundOrganization({ page }), /toHaveURL.*sign-in|Sign up.*not found/s);
});

async function confirmAfterScans({ page }: Pick<Journey, "page">, scan: (link: string) => Promise<unknown>) {
  const person = { name: "Sam Reyes", email: `sam-${mark()}@example.com`, password: "seven green lamps" };
  await page.goto("/sign-up");
  await ready(page);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.waitForURL("**/check-your-mail");
  const link = linkIn(await mailTo(person.email), "/auth/confirm");
  for (let scans = 0; scans < 3; scans += 1) await scan(link);
  await page.goto(link);
  await expect(page).toHaveURL(/\/new-organization$/);
}

test("opening a confirmation link is harmless until a browser shows it: mail scanners do not use it up", async ({
  page,
  request,
}) => {
  await confirmAfterScans({ page }, async (link) => expect((await request.get(link)).status()).toBe(200));
});

test("control: a link that a mail scanner uses up is noticed", async ({ page, request, expectConsole }) => {
  expectConsole(/422/);
  // A product that redeems links when they are opened.
  const redeem = async (link: string) => {
    const data = Object.fromEntries(new URL(link).searchParams);
    await request.post("/api/auth/confirm", { data });
  };
  await expectComplaint(() => confirmAfterScans({ page }, redeem), /toHaveURL.*new-organization/s);
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

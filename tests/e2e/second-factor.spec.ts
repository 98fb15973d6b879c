import { totpCode } from "../../scripts/stack/auth/totp";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { makeOrganization, makePerson, withSecondFactor } from "../support/organization";
import { expectComplaint, pretend } from "../support/plant";

async function signInByForm(page: Journey["page"], person: { email: string; password: string }) {
  await ready(page);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Without the page: one that is still open would find itself signed out and go to the sign-in by itself. */
async function leave({ page, context }: Journey) {
  await page.goto("about:blank");
  await context.clearCookies();
}

async function setUpAndUse({ page, context }: Journey) {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto("/account");
  await page.getByRole("link", { name: "Set up an authenticator app" }).click();
  await ready(page);
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  const picture = page.getByRole("img", { name: /QR code/ });
  await expect(picture).toBeVisible();
  // Drawn, not just there: a data URL that a browser cannot read has no width.
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(20);
  const secret = await page.getByRole("textbox", { name: "Key" }).inputValue();
  await page.getByLabel("Code the app shows now").fill(totpCode(secret));
  await page.getByRole("button", { name: "Turn it on" }).click();
  const codes = page.getByRole("region", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recovery = (await codes.first().textContent()) ?? "";
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("foyer-recovery-codes.txt");
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.waitForURL("**/account");
  await expect(page.getByText("10 recovery codes left")).toBeVisible();

  await leave({ page, context });
  await page.goto(`/${org.slug}/settings`);
  await page.waitForURL("**/sign-in?**");
  await signInByForm(page, org.admin);
  await page.waitForURL("**/second-factor?**");
  // The session is there, and opens nothing but this page.
  await page.goto(`/${org.slug}/calls`);
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  await ready(page);
  // The code of the set-up was used: the next one is right already.
  await page.getByLabel("Code").fill(totpCode(secret, Date.now() + 30_000));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(new RegExp(`/${org.slug}/calls$`));

  await leave({ page, context });
  await page.goto("/sign-in?next=/account");
  await signInByForm(page, org.admin);
  await page.waitForURL("**/second-factor?**");
  await ready(page);
  await page.getByRole("button", { name: "I do not have my phone" }).click();
  await page.getByLabel("Recovery code").fill(recovery);
  await page.getByRole("button", { name: /Sign in and remove/ }).click();
  await page.waitForURL("**/account");
  await expect(page.getByText("Not set up")).toBeVisible();
}

test("an authenticator app is set up, asked for at the door, and its loss survived by a recovery code", async ({
  page,
  context,
}) => {
  await setUpAndUse({ page, context });
});

test("control: a code that is not looked at is noticed", async ({ page, context }) => {
  await pretend(context, "POST", /second-factor\/codes$/, { next: "/" });
  await expectComplaint(() => setUpAndUse({ page, context }), /toHaveURL/);
});

async function askedAgain({ page, context }: Journey) {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/keys`);
  await ready(page);
  await database()`update private.sessions set proved_at = now() - interval '11 minutes' where user_id = ${org.admin.userId}`;
  await page.getByRole("button", { name: "Add the Retell key" }).click();
  const adding = page.getByRole("dialog", { name: "Add a credential" });
  await adding.getByLabel("Name").fill("Ours");
  await adding.getByLabel("Secret").fill("key_0123456789abcdef0123456789ab6789");
  await adding.getByRole("button", { name: "Keep it" }).click();
  const asking = page.getByRole("dialog", { name: "Is it still you?" });
  await asking.getByLabel("Your password").fill("not this one");
  await asking.getByRole("button", { name: "Go on" }).click();
  await expect(asking.getByText("That is not your password.")).toBeVisible();
  await asking.getByLabel("Your password").fill(org.admin.password);
  await asking.getByRole("button", { name: "Go on" }).click();
  // What was wanted happens by itself.
  await expect(page.getByRole("region", { name: "Retell" }).getByText("6789")).toBeVisible();
}

test("a credential is kept after the password was asked once more, without being typed again", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/40[13]|422/);
  await askedAgain({ page, context });
});

test("a session elsewhere is seen and ended", async ({ page, context }) => {
  const person = await makePerson();
  const elsewhere = await person.cookie();
  const { PUBLIC_BASE_URL = "" } = process.env;
  const isOpen = async () =>
    (
      await fetch(`${PUBLIC_BASE_URL}/api/v1/orgs`, {
        headers: { cookie: elsewhere, "user-agent": "Firefox/144.0 Windows" },
      })
    ).status;
  expect(await isOpen()).toBe(200);
  await signInAs(context, person);
  await page.goto("/account");
  await ready(page);
  await page.getByRole("button", { name: "Sign out Firefox on Windows" }).click();
  await expect(page.getByText("Firefox on Windows")).toHaveCount(0);
  expect(await isOpen()).toBe(401);
});

test("an operator without the code sees nothing of the console", async ({ page, context }) => {
  const person = await withSecondFactor(await makePerson());
  await database()`insert into public.operators (user_id) values (${person.userId})`;
  const { totpSecret, ...half } = person;
  await signInAs(context, half);
  await page.goto("/ops");
  await expect(page).toHaveURL(/second-factor/);
  await ready(page);
  await page.getByLabel("Code").fill(totpCode(totpSecret));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/\/ops$/);
});

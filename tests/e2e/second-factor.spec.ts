import { totpCode } from "../../scripts/stack/auth/totp";
import { expect, ready, signInAs, test } from "../support/browser";
import { database } from "../support/database";
import { makePerson, withSecondFactor } from "../support/organization";

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

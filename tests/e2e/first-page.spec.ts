import { expect, signInAs, test } from "../support/browser";
import { makePerson } from "../support/organization";

test("a visitor sees what Foyer is", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/Foyer/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a stranger at an organization's address is asked to sign in", async ({ page }) => {
  await page.goto("/some-organization/calls");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("somebody signed in finds nothing at an organization that does not exist", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/404/);
  const person = await makePerson();
  await signInAs(context, person);
  const response = await page.goto("/no-such-organization");
  expect(response?.status()).toBe(404);
  // Told who they are, not asked to sign in once more.
  await expect(page.getByRole("main")).toContainText(person.email);
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(0);
});

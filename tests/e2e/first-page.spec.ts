import { expect, test } from "../support/browser";

test("a visitor sees what Foyer is", async ({ page }) => {
  const response = await page.goto("/");
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/Foyer/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("an address that leads nowhere says so", async ({ page, expectConsole }) => {
  expectConsole(/404/);
  const response = await page.goto("/nowhere/at/all");
  expect(response?.status()).toBe(404);
});

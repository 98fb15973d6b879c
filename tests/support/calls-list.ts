import type { Locator, Page } from "@playwright/test";
import { ready } from "./browser";
import { expect } from "./expect";
import type { TestOrganization } from "./organization";

/** Opens the list of calls, alive and awake. */
export async function openCallsList(page: Page, organization: Pick<TestOrganization, "slug">, query = "") {
  await page.goto(`/${organization.slug}/calls${query}`);
  await expect(page.locator("[data-live=connected]")).toBeVisible();
  await ready(page);
}

/** The calls that the list shows. */
export const callRows = (page: Page) => page.locator("[data-row]");

/** The call that stands beside the list. */
export const callBeside = (page: Page) => page.locator("[data-beside]");

/** Opens a call of the list on its own page, by the panel's way to it. */
export async function openAsPage(page: Page, row: Locator): Promise<void> {
  await row.click();
  await callBeside(page).getByRole("link", { name: "Open as page" }).click();
  await expect(page.getByRole("complementary", { name: "Facts of this call" })).toBeVisible();
}

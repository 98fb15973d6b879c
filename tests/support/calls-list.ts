import type { Page } from "@playwright/test";
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

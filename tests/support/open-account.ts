import type { Page } from "@playwright/test";
import { ready } from "./browser";
import { linkIn, mailTo } from "./mailbox";

/** Fills in the form of a new account that is on screen, and follows the link that is mailed. */
export async function openAccount(page: Page, person: { name: string; email: string; password: string }) {
  await ready(page);
  await page.getByLabel("Your name").fill(person.name);
  const address = page.getByLabel("E-mail address");
  if (await address.isEditable()) await address.fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.waitForURL("**/check-your-mail");
  await page.goto(linkIn(await mailTo(person.email), "/auth/confirm"));
}

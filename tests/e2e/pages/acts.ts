import { expect, type Page } from "@playwright/test";

/** What is done on a page before it is looked at. Each waits until what it opens is seen. */

async function opened(page: Page, timeout?: number) {
  const overlay = page.locator("[role=dialog], [role=alertdialog], [role=menu]").first();
  await expect(overlay).toBeVisible(timeout === undefined ? undefined : { timeout });
  await expect(overlay.getByRole("img", { name: "Working" })).toHaveCount(0);
}

/** Presses keys that open a dialog. They are heard a moment after what they are for stands there. */
export const press = (keys: string) => (page: Page) =>
  expect(async () => {
    await page.keyboard.press(keys);
    await opened(page, 3_000);
  }).toPass();

/** Clicks what opens a dialog or a menu. */
export const click = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole("button", { name }).first().click();
  await opened(page);
};

/** Presses a button that changes the page itself, and waits for the field it shows. */
export const reveal = (name: string, field: string) => async (page: Page) => {
  await page.getByRole("button", { name }).click();
  await expect(page.getByLabel(field)).toBeVisible();
};

/** Looks behind a tab. */
export const tab = (name: string | RegExp) => (page: Page) => page.getByRole("tab", { name }).click();

export async function filterByReason(page: Page) {
  await click(/^Filter$/)(page);
  await page.getByRole("button", { name: "How it ended" }).click();
  await expect(page.getByRole("dialog").getByRole("checkbox").first()).toBeVisible();
}

export async function chooseTwo(page: Page) {
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await expect(page.getByRole("region", { name: "Chosen calls" })).toContainText("2 calls");
}

/** Opens the first call of the list beside it, with all its parts. */
export async function openBeside(page: Page) {
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  // A window without room beside the list has the call's page instead.
  const isPage = (page.viewportSize()?.width ?? 0) < 1280;
  const facts = page.getByRole(isPage ? "complementary" : "region", { name: "Facts of this call" });
  await expect(facts).toContainText("Details");
  if (!isPage) await expect(page.locator("[data-beside]")).toBeFocused();
}

export async function mentionSomebody(page: Page) {
  await page.keyboard.press("n");
  await page.keyboard.type("Please ring back, @");
  await expect(page.getByRole("listbox", { name: "Members" }).getByRole("option").first()).toBeVisible();
}

export async function signInWrongly(page: Page) {
  await page.getByLabel("E-mail address").fill("nobody@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
}

/** What is loaded after the page: the one thing there is to do. */
export const firstStep = (page: Page) =>
  expect(page.getByRole("main").getByRole("link", { name: "Connect an agent" })).toBeVisible();

export const deliveryRead = (page: Page) => expect(page.getByRole("article")).toBeVisible();

export async function soundLoaded(page: Page) {
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await expect(page.locator("[aria-label=Play] [aria-label=Working]")).toHaveCount(0);
}

/** Another period is asked for, and what answers is not well. */
export async function failFigures(page: Page) {
  const body = { error: { code: "unavailable", message: "The figures could not be read just now. Try again." } };
  await page.route("**/figures?*", (route) => route.fulfill({ status: 503, json: body }));
  await page.getByRole("button", { name: "90 days" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Try again" })).toBeVisible();
}

export async function goOffline(page: Page) {
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  await expect(page.getByText("You are offline.")).toBeVisible();
}

/** What the server says to somebody who has asked more than the limit allows. */
export async function readTooMuch(page: Page) {
  const body = { error: { code: "rate_limited", message: "Too many requests. Try again in 40 seconds." } };
  await page.route("**/figures?*", (route) =>
    route.fulfill({ status: 429, headers: { "retry-after": "40" }, json: body }),
  );
  await page.getByRole("button", { name: "90 days" }).click();
  await expect(page.getByText("Very many requests came from here.")).toBeVisible();
}

export async function healthRead(page: Page) {
  await expect(page.getByRole("list", { name: "What the product leans on" })).toContainText("ms");
}

export async function openFirstEntry(page: Page) {
  await page.getByRole("table", { name: "Audit log" }).locator("[data-door]").first().click();
  await opened(page);
  await expect(page.getByRole("dialog").getByText("Request", { exact: true })).toBeVisible();
}

export async function verifyLog(page: Page) {
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByRole("status").filter({ hasText: "follow from one another" })).toBeVisible();
}

/** Other entries are asked for, and what answers is not well. */
export async function failAuditLog(page: Page) {
  const body = { error: { code: "unavailable", message: "The audit log could not be read just now. Try again." } };
  await page.route("**/audit-log?*", (route) => route.fulfill({ status: 503, json: body }));
  await page.getByRole("button", { name: /^On what/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "Agent" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alert").filter({ hasText: "The audit log did not load" })).toBeVisible();
}

/** The figures of the limits have come. */
export async function limitsRead(page: Page) {
  await expect(page.getByRole("region", { name: "Limits" }).getByText("/ 1,000 in 15 minutes").first()).toBeVisible();
}

/** Makes a key and stays where it is shown. */
export async function makeApiKey(page: Page) {
  await page.getByRole("button", { name: "Make a key" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Monthly report");
  await page.getByRole("button", { name: "Make the key" }).click();
  await expect(page.getByRole("dialog", { name: "The key of Monthly report" })).toBeVisible();
}

/** Opens what a key may do, with its networks. */
export async function changeApiKey(page: Page) {
  await page.getByRole("button", { name: "Actions for Booking system" }).first().click();
  await page.getByRole("menuitem", { name: "Change" }).click();
  await expect(page.getByLabel("Only from these networks")).toBeVisible();
}

export async function failLimits(page: Page) {
  const body = { error: { code: "unavailable", message: "The limits could not be read just now. Try again." } };
  await page.route("**/limits", (route) => route.fulfill({ status: 503, json: body }));
  await page.reload();
  await expect(page.getByRole("alert").filter({ hasText: "The limits did not load" })).toBeVisible();
}

/** Opens the name and the last day of a credential. */
export async function changeCredential(page: Page) {
  await page.getByRole("button", { name: "Actions for Text messages" }).first().click();
  await page.getByRole("menuitem", { name: "Change name or end" }).click();
  await expect(page.getByLabel("Last day")).toBeVisible();
}

/** The list is asked for again after something was done, and what answers is not well. */
export async function failCredentials(page: Page) {
  const body = { error: { code: "unavailable", message: "The credentials could not be read just now. Try again." } };
  await page.route("**/credentials", (route) => route.fulfill({ status: 503, json: body }));
  await page.getByRole("button", { name: "Verify now" }).first().click();
  await expect(page.getByRole("alert").filter({ hasText: "The credentials could not be read just now" })).toBeVisible();
}

/** Asks what is rotated, once the keys are there. */
export async function rotateKeys(page: Page) {
  await page.getByRole("region", { name: "Encryption keys" }).getByRole("button", { name: "Rotate" }).click();
  await expect(page.getByRole("dialog", { name: "Rotate keys" })).toBeVisible();
}

export async function failKeys(page: Page) {
  const body = { error: { code: "unavailable", message: "The keys could not be read just now. Try again." } };
  await page.route("**/api/ops/keys", (route) => route.fulfill({ status: 503, json: body }));
  // What this tab has read would be shown again.
  await page.addInitScript(() => sessionStorage.clear());
  await page.reload();
  await expect(page.getByRole("region", { name: "Encryption keys" }).getByRole("alert")).toBeVisible();
}

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { totpCode } from "../../scripts/stack/auth/totp";
import { makeAgent } from "../support/agent";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { keepAsFailed, makeCall, newestDelivery } from "../support/call";
import { insertCall } from "../support/insert-call";
import { makeOrganization, type TestOrganization, withSecondFactor } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";
import { tabTo } from "../support/tab-to";

/** Promise S26: what matters is done without a mouse, and one always sees where one is. */

/** Where the focus is put by the page itself one types at once; else Tab leads there. */
async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  if (!(await field.evaluate((element) => element === document.activeElement))) await tabTo(page, field);
  await page.keyboard.type(text);
}

async function press(page: Page, button: string): Promise<void> {
  await tabTo(page, page.getByRole("button", { name: button }));
  await page.keyboard.press("Enter");
}

async function typePassword(page: Page, person: { email: string; password: string }): Promise<void> {
  await typeInto(page, page.getByLabel("E-mail address"), person.email);
  await typeInto(page, page.getByLabel("Password", { exact: true }), person.password);
  await press(page, "Sign in");
}

async function signInByKeyboard({ page }: Pick<Journey, "page">) {
  const { admin, slug } = await makeOrganization();
  await page.goto("/sign-in");
  await typePassword(page, admin);
  await expect(page).toHaveURL(new RegExp(`/${slug}/overview`));
}

/** From the door, past the second factor, to the list of calls. */
async function comeInByCode({ page }: Pick<Journey, "page">, { admin, slug }: TestOrganization) {
  const { totpSecret } = await withSecondFactor(admin);
  await page.goto(`/sign-in?next=/${slug}/calls`);
  await typePassword(page, admin);
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  await ready(page);
  await typeInto(page, page.getByLabel("Code"), totpCode(totpSecret));
  await press(page, "Go on");
}

/** The calls on screen, one of which is known, as a file. */
async function exportCalls({ page }: Pick<Journey, "page">, callId: string) {
  await expect(page.locator("[data-row]")).toHaveCount(1);
  await ready(page);
  await press(page, "Download as CSV (up to 50,000 calls)");
  const whole = page.getByRole("menuitem", { name: "All columns" });
  await expect(whole).toBeVisible();
  while (!(await whole.evaluate((item) => item === document.activeElement))) await page.keyboard.press("ArrowDown");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(await readFile(await file.path(), "utf8")).toContain(callId);
}

async function makeOrganizationWithCall() {
  const org = await makeOrganization();
  return { org, callId: (await insertCall(await makeAgent(org.id, "retell"))).id };
}

test("somebody signs in by keyboard alone", signInByKeyboard);

test("the code at the door is typed, and the calls are exported, by keyboard alone", async ({ page }) => {
  const { org, callId } = await makeOrganizationWithCall();
  await comeInByCode({ page }, org);
  await exportCalls({ page }, callId);
});

/** Takes a button out of the way of Tab, on every page, or draws all pages by other rules. */
async function spoil(context: Journey["context"], { skipped = "", css = "" }) {
  await context.addInitScript(
    ([selector, rules]) => {
      addEventListener("DOMContentLoaded", () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(String(rules));
        document.adoptedStyleSheets = [sheet];
        if (selector) setInterval(() => document.querySelector(selector)?.setAttribute("tabindex", "-1"), 20);
      });
    },
    [skipped, css] as const,
  );
}

test("control: a button that Tab passes by is noticed, whichever it is", async ({ page, context }) => {
  await spoil(context, { skipped: "form button[type=submit], [aria-label^='Download as CSV']" });
  await expectComplaint(() => signInByKeyboard({ page }), /Tab does not lead to .*Sign in/);
  const { org, callId } = await makeOrganizationWithCall();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls`);
  await expectComplaint(() => exportCalls({ page }, callId), /Tab does not lead to .*Download as CSV/);
});

test("control: a focus that nobody sees is noticed", async ({ page, context }) => {
  await spoil(context, { css: "* { outline: none !important; box-shadow: none !important }" });
  await expectComplaint(() => signInByKeyboard({ page }), /the focus on .* is visible/);
});

test("the inbox is gone through, and a delivery replayed, by keyboard alone", async ({ page, context }) => {
  const call = await makeCall(served());
  const failed = await newestDelivery(call.org.id, "call_analyzed");
  await keepAsFailed(failed.id);
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/overview`);
  await ready(page);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(page.getByRole("list", { name: "Deliveries" })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/inbox/${failed.id}`));
  await page.keyboard.press("Enter");
  await expect(page.locator("#delivery")).toBeFocused();
  const dialog = page.getByRole("dialog");
  // The keys of a delivery listen a moment after it has the focus.
  await expect(async () => {
    await page.keyboard.press("r");
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const inDialog = () => dialog.evaluate((element) => element.contains(document.activeElement));
  await expect.poll(inDialog).toBe(true);
  const replay = dialog.getByRole("button", { name: "Replay now" });
  await expect(replay).toBeEnabled();
  await tabTo(page, replay);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("article").getByText("Applied")).toBeVisible();
  await page.keyboard.press("k");
  await page.keyboard.press("u");
  await expect(page).toHaveURL(/\/inbox$/);
});

test("the theme is chosen in the menu by keyboard alone, and Escape gives the focus back", async ({
  page,
  context,
}) => {
  const { admin, slug } = await makeOrganization();
  await signInAs(context, admin);
  await page.goto(`/${slug}/overview`);
  await ready(page);
  const menu = page.getByRole("button", { name: /Your menu/ });
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  const dark = page.getByRole("menuitemradio", { name: "Dark" });
  await expect(dark).toBeVisible();
  for (let presses = 0; presses < 8 && !(await dark.evaluate((item) => item === document.activeElement)); presses += 1)
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(dark).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});

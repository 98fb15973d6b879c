import type { Locator, Page } from "@playwright/test";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { keepAsFailed, makeCall, newestDelivery } from "../support/call";
import { makeOrganization } from "../support/organization";
import { expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";

/** Promise S26: what matters is done without a mouse, and one always sees where one is. */

/** Presses Tab until the focus is there, and demands that it can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const focus = await target.evaluate((element) => {
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      return { here: element === document.activeElement, seen: outlineStyle !== "none" || boxShadow !== "none" };
    });
    if (!focus.here) continue;
    expect(focus.seen, `the focus on ${target} is visible`).toBe(true);
    return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

async function signInByKeyboard({ page }: Pick<Journey, "page">) {
  const { admin, slug } = await makeOrganization();
  await page.goto("/sign-in");
  await ready(page);
  const address = page.getByLabel("E-mail address");
  if (!(await address.evaluate((field) => field === document.activeElement))) await tabTo(page, address);
  await page.keyboard.type(admin.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(admin.password);
  await tabTo(page, page.getByRole("button", { name: "Sign in" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/${slug}/overview`));
}

test("somebody signs in by keyboard alone", signInByKeyboard);

test("control: a button that Tab passes by, and a focus that nobody sees, are noticed", async ({ page, context }) => {
  const spoil = (css: string, tabIndex: number) =>
    context.addInitScript(
      ([rules, index]) => {
        addEventListener("DOMContentLoaded", () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(String(rules));
          document.adoptedStyleSheets = [sheet];
          setInterval(
            () => document.querySelector("form button[type=submit]")?.setAttribute("tabindex", String(index)),
            20,
          );
        });
      },
      [css, tabIndex] as const,
    );
  await spoil("", -1);
  await expectComplaint(() => signInByKeyboard({ page }), /Tab does not lead to .*Sign in/);
  await spoil("* { outline: none !important; box-shadow: none !important }", 0);
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

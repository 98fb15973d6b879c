import type { Page } from "@playwright/test";
import { makeAgent } from "../support/agent";
import { expect, signInAs, test } from "../support/browser";
import { insertCall } from "../support/insert-call";
import { makeOrganization } from "../support/organization";

async function choose(page: Page, action: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const bar = page.getByRole("dialog", { name: "Search and commands" });
  await bar.getByRole("combobox").fill(action);
  await expect(bar.getByRole("option", { name: action }).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(bar).toBeHidden();
}

test("what puts the focus into a field does so from the command bar as well", async ({ page, context }) => {
  const org = await makeOrganization();
  const call = await insertCall(await makeAgent(org.id, "retell"));
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  const note = page.getByRole("combobox", { name: "Write a note" });
  await expect(note).toBeVisible();
  await choose(page, "Write a note");
  await expect(note).toBeFocused();
  await page.keyboard.type("Call back");
  await expect(note).toHaveValue("Call back");

  await page.goto(`/${org.slug}/calls`);
  await choose(page, "Search words said, or a number");
  await expect(page.getByRole("searchbox", { name: "Search words said, or a number" })).toBeFocused();
});

test("the command bar gives the focus back to where it was, also after what it has opened", async ({
  page,
  context,
}) => {
  const org = await makeOrganization();
  await insertCall(await makeAgent(org.id, "retell"));
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls`);
  const row = page.getByRole("table", { name: "Calls" }).getByRole("link").first();
  await page.keyboard.press("j");
  await expect(row).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(row).toBeFocused();
  await choose(page, "Keyboard shortcuts");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row).toBeFocused();
});

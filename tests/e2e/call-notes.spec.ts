import { expect, ready, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { callRows, openCallsList } from "../support/calls-list";
import { insertCall } from "../support/insert-call";
import { served } from "../support/post-delivery";

test("a note mentions a viewer, who finds it from another page, reads it, cannot write, and is counted no more", async ({
  page,
  context,
  browser,
}) => {
  const call = await makeCall(served());
  const { org } = call;
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls/${call.id}`);
  await ready(page);
  const field = page.getByRole("combobox", { name: "Write a note" });
  await field.fill("Wants a morning slot, @viewer");
  const viewer = page.getByRole("option", { name: /^Viewer-/ });
  await expect(viewer).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(/@Viewer-\w+ $/);
  await page.keyboard.press("Control+Enter");
  const notes = page.getByRole("list", { name: "Notes of this call" });
  await expect(notes.getByText(/^@Viewer-/)).toBeVisible();
  await expect(field).toHaveValue("");
  // Nobody mentioned the admin.
  await expect(page.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);

  const theirs = await browser.newContext();
  await signInAs(theirs, org.viewer);
  const seen = await theirs.newPage();
  await seen.goto(`/${org.slug}/inbox`);
  await seen.getByRole("button", { name: "1 unseen mention" }).click();
  // Whose call it is: the one of the list, its number masked as lists mask it.
  await seen.getByRole("link", { name: /mentioned you.*••• 0123 with / }).click();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("combobox", { name: "Write a note" })).toHaveCount(0);
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await seen.reload();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await theirs.close();
});

test("what is being written about a call is there again after a walk to the next one, until it is saved", async ({
  page,
  context,
}) => {
  const { org, agent } = await makeCall(served());
  await insertCall(agent, { started_at: new Date(Date.now() - 86_400_000) });
  await signInAs(context, org.admin);
  await openCallsList(page, org);
  const field = page.getByRole("combobox", { name: "Write a note" });
  const notes = page.getByRole("list", { name: "Notes of this call" });
  const walk = async (key: "j" | "k", shown: string) => {
    const address = page.url();
    await page.keyboard.press(key);
    await expect(page).not.toHaveURL(address);
    await expect(field).toHaveValue(shown);
  };
  await callRows(page).getByRole("link").first().click();
  await field.fill("Wants a morning slot");
  // An input method closes its offers by Escape: that is no wish to leave the field.
  await field.dispatchEvent("keydown", { key: "Escape", isComposing: true, bubbles: true });
  await expect(field).toBeFocused();
  await field.press("Escape");
  await walk("j", "");
  await walk("k", "Wants a morning slot");
  await field.press("Control+Enter");
  await expect(notes.getByText("Wants a morning slot")).toBeVisible();
  await expect(field).toHaveValue("");

  await page.getByRole("button", { name: "Edit note" }).click();
  const words = page.getByRole("combobox", { name: "Edit note" });
  await words.fill("Wants an evening slot");
  await page.getByRole("button", { name: "Next call" }).click();
  await expect(words).toHaveCount(0);
  await page.getByRole("button", { name: "Previous call" }).click();
  await expect(words).toHaveValue("Wants an evening slot");
  await words.press("Escape");
  await expect(notes.getByText("Wants a morning slot")).toBeVisible();
  await page.getByRole("button", { name: "Edit note" }).click();
  await expect(words).toHaveValue("Wants a morning slot");
});

test("on a tablet, where nothing hovers, a note shows what can be done with it", async ({ page, context, browser }) => {
  const { id, org } = await makeCall(served());
  await fetch(`${process.env.PUBLIC_BASE_URL}/api/v1/orgs/${org.slug}/calls/${id}/notes`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: await org.admin.cookie() },
    body: JSON.stringify({ body: "Wants a morning slot" }),
  });
  const touched = await browser.newContext({ viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true });
  await signInAs(touched, org.admin);
  const tablet = await touched.newPage();
  await tablet.goto(`/${org.slug}/calls/${id}`);
  await expect(tablet.getByRole("button", { name: "Delete note" }).locator("..")).toHaveCSS("opacity", "1");
  await touched.close();

  // Control: with a mouse they come with the pointer.
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/calls/${id}`);
  await expect(page.getByRole("button", { name: "Delete note" }).locator("..")).toHaveCSS("opacity", "0");
});

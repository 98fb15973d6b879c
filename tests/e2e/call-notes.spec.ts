import { expect, ready, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
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
  await seen.getByRole("link", { name: /mentioned you/ }).click();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("combobox", { name: "Write a note" })).toHaveCount(0);
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await seen.reload();
  await expect(seen.getByText("Wants a morning slot,")).toBeVisible();
  await expect(seen.getByRole("button", { name: /unseen mention/ })).toHaveCount(0);
  await theirs.close();
});

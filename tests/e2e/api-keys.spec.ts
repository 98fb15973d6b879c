import { expect, ready, signInAs, test } from "../support/browser";
import { makeOrganization } from "../support/organization";

const base = process.env.PUBLIC_BASE_URL ?? "";

test("a key is made, shown once, used by a program, changed, rotated with an overlap and revoked", async ({
  page,
  context,
  expectConsole,
}) => {
  // A form that is refused is a 422 in the browser's console.
  expectConsole(/422/);
  const org = await makeOrganization();
  const ask = (token: string, path = "/calls") =>
    fetch(`${base}/api/v1/orgs/${org.slug}${path}`, { headers: { authorization: `Bearer ${token}` } });
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/api-keys`);
  await ready(page);
  await expect(page.getByText("No program uses the API yet").first()).toBeVisible();
  await page.getByRole("button", { name: "Make a key" }).click();
  const making = page.getByRole("dialog", { name: "Make an API key" });
  await making.getByLabel("Calls", { exact: true }).selectOption({ label: "No access" });
  await making.getByRole("button", { name: "Make the key" }).click();
  await expect(making.getByText("Give it a name.")).toBeVisible();
  await expect(making.getByText("Choose at least one thing that the key may do.")).toBeVisible();
  await making.getByLabel("Name", { exact: true }).fill("Booking system");
  await making.getByLabel("Calls", { exact: true }).selectOption({ label: "Read" });
  await making.getByText("From where, and how fast").click();
  await making.getByLabel("Only from these networks").fill("127.0.0.0/8\nnowhere");
  await making.getByRole("button", { name: "Make the key" }).click();
  await expect(making.getByText("Write a network such as 203.0.113.0/24, or one address.")).toBeVisible();
  await making.getByLabel("Only from these networks").fill("127.0.0.0/8");
  await making.getByRole("button", { name: "Make the key" }).click();

  const shown = page.getByRole("dialog", { name: "The key of Booking system" });
  const first = await shown.getByLabel("API key", { exact: true }).inputValue();
  expect(first).toMatch(/^foyer_live_/);
  await shown.getByRole("button", { name: "I have kept it" }).click();
  const table = page.getByRole("table", { name: "API keys" });
  await expect(table.getByText("Calls: read")).toBeVisible();
  await expect(table.getByText("never", { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(first.slice(0, -6));

  expect((await ask(first)).status).toBe(200);
  expect((await ask(first, "/agents")).status).toBe(403);
  // Its limit is read again every five seconds, without anybody asking for it.
  await expect(table.getByText("2 / 600")).toBeVisible();

  const act = async (action: string) => {
    await table.getByRole("button", { name: "Actions for Booking system" }).first().click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  await act("Change");
  const changing = page.getByRole("dialog", { name: "Change Booking system" });
  await changing.getByLabel("Agents", { exact: true }).selectOption({ label: "Read" });
  await changing.getByRole("button", { name: "Save" }).click();
  await expect(table.getByText("Calls: read, Agents: read")).toBeVisible();
  expect((await ask(first, "/agents")).status).toBe(200);

  await act("Rotate");
  await page.getByRole("dialog", { name: "Rotate Booking system" }).getByRole("button", { name: "Rotate" }).click();
  const second = await shown.getByLabel("API key", { exact: true }).inputValue();
  await shown.getByRole("button", { name: "I have kept it" }).click();
  expect([(await ask(first)).status, (await ask(second)).status]).toEqual([200, 200]);

  await act("Revoke");
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(table.getByText("Revoked")).toBeVisible();
  expect([(await ask(first)).status, (await ask(second)).status]).toEqual([200, 401]);
});

test("a new key stays on screen until its own button is pressed", async ({ page, context }) => {
  const org = await makeOrganization();
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/settings/api-keys`);
  await page.getByRole("button", { name: "Make a key" }).click();
  const making = page.getByRole("dialog", { name: "Make an API key" });
  await making.getByLabel("Name", { exact: true }).fill("Booking system");
  await making.getByRole("button", { name: "Make the key" }).click();
  const shown = page.getByRole("dialog", { name: "The key of Booking system" });
  const key = shown.getByLabel("API key", { exact: true });
  await expect(key).toHaveValue(/^foyer_live_/);
  await page.mouse.click(5, 5);
  await page.keyboard.press("Escape");
  // A click beside it does not hand the keyboard to the page behind it.
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(making).toBeHidden();
  await expect(shown).toBeVisible();
  await expect(key).toHaveValue(/^foyer_live_/);
  await expect(shown.getByRole("button", { name: "Close" })).toHaveCount(0);
  await expect(page).toHaveURL(/\/settings\/api-keys$/);
  await shown.getByRole("button", { name: "I have kept it" }).click();
  await expect(shown).toBeHidden();
});

test("a viewer is told who can see API keys", async ({ page, context }) => {
  const org = await makeOrganization();
  await signInAs(context, org.viewer);
  await page.goto(`/${org.slug}/settings/api-keys`);
  await expect(page.getByText("Your role does not include API keys")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make a key" })).toHaveCount(0);
});

import type { Page } from "@playwright/test";
import { findConversation } from "../../scripts/stack/sandbox/conversations/catalogue";
import { expect, ready, signInAs, test } from "../support/browser";
import { keepAsFailed, makeCall, newestDelivery } from "../support/call";
import { postDelivery, served } from "../support/post-delivery";
import { tabTo } from "../support/tab-to";

/** A call with too few deliveries of one kind to be folded. */
const short = () => ({ ...served(), conversation: findConversation("hung-up-early") });

const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
const replay = (page: Page) => page.getByRole("button", { name: "Replay", exact: true });

test("Enter opens a delivery, and follows the link or presses the button that has the focus", async ({
  page,
  context,
}) => {
  const call = await makeCall(short());
  const started = await newestDelivery(call.org.id, "call_started");
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox`);
  await page.getByRole("searchbox", { name: "Call id, number, event" }).focus();
  const filter = page.getByRole("button", { name: "Filter" });
  await tabTo(page, filter);
  await page.keyboard.press("Enter");
  await expect(filter).toHaveAttribute("aria-expanded", "true");
  await tabTo(page, row(page, started.id).getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/inbox/${started.id}$`));
  await expect(replay(page)).toBeVisible();

  // From the rows: the next one, which is then read.
  await page.keyboard.press("k");
  await expect(page).not.toHaveURL(new RegExp(started.id));
  const next = page.url();
  await expect(page.locator("[data-row] a[aria-current]")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#delivery")).toBeFocused();
  expect(page.url()).toBe(next);
  // Read on in the next one, the focus stays where it reads.
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/inbox/${started.id}$`));
  await expect(page.locator("#delivery")).toBeFocused();

  await tabTo(page, page.getByRole("link", { name: "Open the call" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/calls/${call.id}$`));
  await page.goBack();
  await expect(page.getByRole("list", { name: "Deliveries" })).toBeVisible();
  await ready(page);
  await tabTo(page, page.getByRole("link", { name: "Calls", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls$/);
});

test("r asks about the delivery that is shown, and about none that cannot be replayed", async ({ page, context }) => {
  const call = await makeCall(short());
  const first = await newestDelivery(call.org.id);
  await postDelivery(call.agent, call.bodies.at(-1) ?? "");
  const copy = await newestDelivery(call.org.id);
  expect(copy).toMatchObject({ state: "duplicate" });
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox/${copy.id}`);
  await expect(page.getByText("The same event had arrived before")).toBeVisible();
  await ready(page);
  await page.keyboard.press("r");
  await page.getByRole("button", { name: "Show the first one" }).click();
  await expect(replay(page)).toBeVisible();
  const dialog = page.getByRole("dialog");
  // Its code may still be on its way.
  await expect(dialog.waitFor({ timeout: 3_000 })).rejects.toThrow(/Timeout/);

  await expect(async () => {
    await page.keyboard.press("r");
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const started = await newestDelivery(call.org.id, "call_started");
  await page.keyboard.press("Escape");
  await row(page, started.id).getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(started.id));
  await replay(page).click();
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(first.id));
  await expect(dialog).toBeHidden();
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(started.id));
  await expect(replay(page)).toBeVisible();
  await expect(dialog).toBeHidden();
});

test("what is picked is what is shown: another filter begins anew, and what leaves the list is not picked", async ({
  page,
  context,
}) => {
  const call = await makeCall(short());
  const [started, analysed] = [
    await newestDelivery(call.org.id, "call_started"),
    await newestDelivery(call.org.id, "call_analyzed"),
  ];
  await keepAsFailed(started.id);
  await keepAsFailed(analysed.id);
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox?state=failed`);
  const pick = async (id: string) => {
    await row(page, id).hover();
    await row(page, id).getByRole("checkbox").check();
  };
  await pick(started.id);
  await pick(analysed.id);
  await expect(page.getByRole("button", { name: "Replay 2" })).toBeVisible();
  // The keys go on where the pointer has picked, as quickly as they come.
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("button", { name: "Replay 1" })).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.getByRole("button", { name: "Replay 2" })).toBeVisible();
  await page.keyboard.press("u");

  // Somebody else replays one of them.
  const answer = await fetch(
    `${process.env.PUBLIC_BASE_URL}/api/v1/orgs/${call.org.slug}/deliveries/${analysed.id}/replays`,
    {
      method: "POST",
      headers: { "content-type": "application/json", cookie: await call.org.admin.cookie() },
      body: "{}",
    },
  );
  expect(answer.status).toBe(200);
  await expect(row(page, analysed.id)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Replay 1" })).toBeVisible();

  await page.getByRole("search").getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(row(page, analysed.id)).toBeVisible();
  await expect(page.getByText("1 picked")).toHaveCount(0);
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
});

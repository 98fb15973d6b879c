import type { Page } from "@playwright/test";
import { expect, type Journey, ready, signInAs, test } from "../support/browser";
import { keepAsFailed, makeCall, newestDelivery, type TestCall } from "../support/call";
import { database } from "../support/database";
import { callAsRead } from "../support/opened-call";
import { deafenStream, expectComplaint, pretend } from "../support/plant";
import { postDelivery, served } from "../support/post-delivery";

/** A call whose analysis was kept but lost on our side. */
async function callWithLostAnalysis(): Promise<TestCall & { delivery: string }> {
  const call = await makeCall(served());
  const { id: delivery } = await newestDelivery(call.org.id, "call_analyzed");
  await database()`update public.calls set successful = null, analysis_ciphertext = null, facets = facets - 'analysis' where id = ${call.id}`;
  await keepAsFailed(delivery);
  return { ...call, delivery };
}

/** Stands in the raw bodies of calls, and nowhere that a viewer reads. */
const RECORDINGS = `${process.env.SANDBOX_URL}/recordings`;

const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
const live = (page: Page) => expect(page.getByText("Live", { exact: true }).first()).toBeVisible();

async function replayOne({ page, context }: Journey) {
  const call = await callWithLostAnalysis();
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox`);
  await page.getByRole("button", { name: "1 delivery failed" }).click();
  await expect(page).toHaveURL(/state=failed/);
  await expect(page.getByRole("list", { name: "Deliveries" }).getByRole("listitem")).toHaveCount(1);

  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/inbox/${call.delivery}`));
  await expect(page.getByText("the disk was full").last()).toBeVisible();
  const dialog = page.getByRole("dialog");
  // The keys of a delivery listen a moment after its words stand there.
  await expect(async () => {
    await page.keyboard.press("r");
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(dialog.getByRole("list", { name: "What would change" })).toContainText("Summary");
  await dialog.getByRole("button", { name: "Replay now" }).click();
  await expect(page.getByText(/Replayed: \d+ fields changed/)).toBeVisible();
  await expect(page.getByRole("article").getByText("Applied")).toBeVisible();
  await expect(page.getByText("Nothing here needs you.")).toBeVisible();

  await page.getByRole("link", { name: "Open the call" }).click();
  await expect(page).toHaveURL(new RegExp(`/calls/${call.id}`));
  const { summary } = await callAsRead(call.org.id, call.id);
  await expect(page.getByText(String(summary ?? "no summary"))).toBeVisible();
}

test("a failed delivery is found, its replay foretold, done by keyboard, and the call shows it", replayOne);

test("control: a replay that only says so is noticed", async ({ page, context }) => {
  const done = { state: "applied", call_id: null, changed: { summary: {}, successful: {} }, reason: null };
  await pretend(context, "POST", /\/deliveries\/[0-9a-f-]{36}\/replays$/, done);
  await expectComplaint(() => replayOne({ page, context }), /Applied.*not found/s);
});

test("many are replayed at once, with progress to the end", async ({ page, context }) => {
  const call = await makeCall(served());
  await database()`update public.inbound_events set state = 'failed', error = 'lost', attempts = 8 where org_id = ${call.org.id}`;
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox?state=failed`);
  await ready(page);
  await page.getByRole("button", { name: "Replay all that match" }).click();
  await expect(page.getByRole("status", { name: "Replay" })).toContainText(
    `${call.bodies.length} deliveries replayed`,
    {
      timeout: 180_000,
    },
  );
  await expect(page.getByText("No delivery matches")).toBeVisible();
});

async function watchInbox({ page, context }: Journey) {
  const call = await makeCall({ ...served(), deliveries: 1 });
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox`);
  await live(page);
  const { id } = await newestDelivery(call.org.id);
  await expect(row(page, id)).toContainText("Call started");
  await postDelivery(call.agent, call.bodies.at(-1) ?? "");
  const analysed = await newestDelivery(call.org.id);
  await expect(row(page, analysed.id)).toContainText("Call analysed");
  await postDelivery(call.agent, call.bodies.at(-1) ?? "");
  await page.reload();
  const copy = await newestDelivery(call.org.id);
  await row(page, copy.id).getByRole("link").click();
  await expect(page.getByText("The same event had arrived before")).toBeVisible();
  await expect(page.getByRole("button", { name: "Replay", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Show the first one" }).click();
  await expect(page).toHaveURL(new RegExp(analysed.id));
}

test("a delivery appears by itself, and a copy of it is told apart", watchInbox);

test("control: a delivery that waits for a reload is noticed", async ({ page, context }) => {
  await deafenStream(context);
  await expectComplaint(() => watchInbox({ page, context }), /Call analysed.*not found/s);
});

async function readAsViewer({ page, context }: Journey, role: "viewer" | "admin" = "viewer") {
  const call = await callWithLostAnalysis();
  await signInAs(context, call.org[role]);
  await page.goto(`/${call.org.slug}/inbox/${call.delivery}`);
  await expect(page.getByText("is for admins of the organization")).toBeVisible();
  await expect(page.getByRole("button", { name: "Replay", exact: true })).toHaveCount(0);
  expect(await page.content()).not.toContain(RECORDINGS);
}

test("a viewer reads what was said, without raw body or replay", ({ page, context }) =>
  readAsViewer({ page, context }));

test("control: a raw body in the wrong hands is noticed", async ({ page, context }) => {
  await expectComplaint(() => readAsViewer({ page, context }, "admin"), /for admins of the organization.*not found/s);
  expect(await page.content()).toContain(RECORDINGS);
});

test("on a phone the list and the delivery follow one another", async ({ page, context }) => {
  const call = await makeCall(served());
  await signInAs(context, call.org.admin);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/${call.org.slug}/inbox`);
  const { id } = await newestDelivery(call.org.id);
  await row(page, id).getByRole("link").click();
  await expect(page.getByRole("list", { name: "Deliveries" })).toBeHidden();
  await page.getByRole("button", { name: "Inbox" }).click();
  await expect(page.getByRole("list", { name: "Deliveries" })).toBeVisible();
});

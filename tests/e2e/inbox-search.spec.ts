import type { Page } from "@playwright/test";
import { findConversation } from "../../scripts/stack/sandbox/conversations/catalogue";
import { expect, type Journey, signInAs, test } from "../support/browser";
import { makeCall, type TestCall } from "../support/call";
import { database } from "../support/database";
import { expectComplaint } from "../support/plant";
import { served } from "../support/post-delivery";

/** A call with too few deliveries of one kind to be folded. */
const short = () => ({ ...served(), conversation: findConversation("hung-up-early") });

const search = (page: Page) => page.getByRole("searchbox", { name: "Call id, number, event" });

/** The deliveries that the list shows, whatever their order. */
const shown = (page: Page) =>
  page
    .getByRole("list", { name: "Deliveries" })
    .locator("[data-row]")
    .evaluateAll((rows) => rows.map((each) => each.getAttribute("data-row") ?? "").sort());

async function deliveriesOf(call: TestCall): Promise<string[]> {
  const rows = await database()<{ id: string }[]>`
    select id from public.inbound_events where org_id = ${call.org.id} and vendor_call_id = ${call.vendor_call_id}`;
  return rows.map(({ id }) => id).sort();
}

async function searchInbox({ page, context }: Journey) {
  const call = await makeCall(short());
  const other = await makeCall({ ...short(), org: call.org, agent: call.agent });
  const [wanted, rest] = [await deliveriesOf(call), await deliveriesOf(other)];
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox`);
  await expect.poll(() => shown(page)).toEqual([...wanted, ...rest].sort());

  // The beginning of a call's id.
  await page.keyboard.press("/");
  await expect(search(page)).toBeFocused();
  await page.keyboard.type(call.vendor_call_id.slice(0, 14));
  await expect(page).toHaveURL(new RegExp(`q=${call.vendor_call_id.slice(0, 14)}`));
  await expect.poll(() => shown(page)).toEqual(wanted);
  // The address keeps it.
  await page.reload();
  await expect(search(page)).toHaveValue(call.vendor_call_id.slice(0, 14));
  await expect.poll(() => shown(page)).toEqual(wanted);

  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await expect.poll(async () => (await shown(page)).length).toBe(wanted.length + rest.length);

  // An event by the words it goes by on screen; Esc empties the field.
  await search(page).fill("call analysed");
  await expect(page.getByRole("list", { name: "Deliveries" }).getByRole("link")).toHaveText([
    "Call analysed",
    "Call analysed",
  ]);
  await search(page).press("Escape");
  await expect(search(page)).toHaveValue("");
  await expect.poll(async () => (await shown(page)).length).toBe(wanted.length + rest.length);

  // What nothing begins with: words that teach, and a way back.
  await search(page).fill("xylophone");
  await expect(page.getByRole("heading", { name: "No delivery matches" })).toBeVisible();
  await expect(
    page.getByText("Search finds the beginning of a call id, a phone number or an event type."),
  ).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/inbox$/);
  await expect(search(page)).toHaveValue("");
  await expect.poll(() => shown(page)).toEqual([...wanted, ...rest].sort());
}

test(
  "a search of the inbox finds a call's deliveries, says what it looks for where it finds none, and is cleared",
  searchInbox,
);

test("control: a search that leaves out what it was asked is noticed", async ({ page, context }) => {
  await context.route(/\/deliveries\?.*\bq=/, async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.delete("q");
    await route.fulfill({ response: await route.fetch({ url: url.href }) });
  });
  await expectComplaint(() => searchInbox({ page, context }), /toEqual/);
});

test("a caller's number finds the deliveries of that caller's calls", async ({ page, context }) => {
  const call = await makeCall(short());
  await signInAs(context, call.org.admin);
  await page.goto(`/${call.org.slug}/inbox`);
  await search(page).fill("(212) 555-0123");
  await expect(page).toHaveURL(/q=/);
  await expect.poll(() => shown(page)).toEqual(await deliveriesOf(call));
  await search(page).fill("(212) 555-0999");
  await expect(page.getByText("No delivery matches")).toBeVisible();
});

import type { Request } from "@playwright/test";
import { expect, signInAs, test } from "../support/browser";
import { makeCall } from "../support/call";
import { callBeside } from "../support/calls-list";
import { database } from "../support/database";
import { served } from "../support/post-delivery";

/** A train between two towns: nearly half a second there and back, fifty kilobytes a second. */
const TRAIN = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

test("on a slow line a page says at once that it comes, and what is sent twice in haste is kept once", async ({
  page,
  context,
}) => {
  const call = await makeCall(served());
  const { org } = call;
  await signInAs(context, org.admin);
  await page.goto(`/${org.slug}/overview`);
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", TRAIN);
  const comes = page.getByRole("status", { name: /^Loading/ }).first();

  await page.getByRole("link", { name: "Calls", exact: true }).first().click();
  await expect(comes).toBeVisible();
  const row = page.getByRole("table", { name: "Calls" }).getByRole("link").first();
  await row.click();
  await expect(comes).toBeVisible();
  await callBeside(page).getByRole("link", { name: "Open as page" }).click();
  await expect(comes).toBeVisible();
  await expect(row).toHaveCount(0);

  const underWay = new Set<Request>();
  page.on("request", (request) => request.url().endsWith("/notes") && underWay.add(request));
  page.on("requestfinished", (request) => underWay.delete(request));
  page.on("requestfailed", (request) => underWay.delete(request));
  const field = page.getByRole("combobox", { name: "Write a note" });
  await field.fill("Wants a morning slot");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list", { name: "Notes of this call" }).getByRole("listitem")).toHaveCount(1);
  await expect(field).toHaveValue("");
  // A second one would be sent once the first is answered.
  await expect.poll(() => underWay.size).toBe(0);
  const kept = await database()`select 1 from public.notes where call_id = ${call.id}`;
  expect(kept).toHaveLength(1);
});

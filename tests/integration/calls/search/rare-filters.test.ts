import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { type CallPage, listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { withTenant } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";
import { makeBusyOrganization } from "../../../support/bulk";
import { database } from "../../../support/database";
import { indexAllCalls } from "../../../support/index-calls";

/** Every way of finding calls must find the same: by window, by index, too new for the index, in each order, page by page. */
const CALLS = 6000;
const DAY = 86_400_000;

let org: Context["org"];

beforeAll(async () => {
  const { id, slug, name, industry, time_zone, colour } = await makeBusyOrganization({
    calls: CALLS,
    transcripts: 300,
  });
  org = { id, slug, name, industry, time_zone, colour, currency: "USD" };
  // Rare ones, far back and close by, some of them too new for the index.
  await database()`
    with numbered as (select id, row_number() over (order by started_at desc) as n from public.calls where org_id = ${id})
    update public.calls c set disconnection_reason = 'scam_detected', duration_ms = 7200000 + n, latency_p50_ms = 9000 + n,
      cost_micros = 30000000 + n, status = 'ended'
    from numbered where numbered.id = c.id and n in (1, 1500, 2500, 4000, 5999)`;
  await indexAllCalls(id);
  await database()`update public.search_progress set last_event_id = private.uuid_v7_floor(${new Date(Date.now() - 3 * DAY)}) where org_id = ${id}`;
  await database()`delete from public.call_search where org_id = ${id} and started_at > ${new Date(Date.now() - 2 * DAY)}`;
}, 300_000);

function page(query: Record<string, unknown>): Promise<CallPage> {
  return withTenant({ orgId: org.id }, (tx) => {
    const ctx: Context = { org, tx, actor: { type: "job", id: "test" }, log: logger(), requestId: "test" };
    return listCalls(ctx, ListCalls.parse(query));
  });
}

async function walk(query: Record<string, unknown>): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const answer: CallPage = await page({ ...query, ...(cursor ? { cursor } : {}) });
    found.push(...answer.data.map(({ id }) => id));
    cursor = answer.next_cursor;
  } while (cursor);
  return found;
}

const truth = async (condition: string, order: string): Promise<string[]> =>
  (
    await database().unsafe(`select id from public.calls where org_id = '${org.id}' and ${condition} order by ${order}`)
  ).map((row) => row.id as string);

const NEWEST = "started_at desc, id desc";
const OLDEST = "started_at, id";

describe.each([
  ["a rare reason", { disconnection_reason: "scam_detected" }, "disconnection_reason = 'scam_detected'"],
  [
    "a rare reason of one agent's vendor",
    { disconnection_reason: "scam_detected", provider: "retell" },
    "disconnection_reason = 'scam_detected' and provider = 'retell'",
  ],
  ["very long calls", { min_duration_ms: "7200000" }, "duration_ms >= 7200000"],
  ["a narrow length", { min_duration_ms: "60000", max_duration_ms: "65000" }, "duration_ms between 60000 and 65000"],
  ["slow calls", { min_latency_p50_ms: "9000" }, "latency_p50_ms >= 9000"],
  ["dear calls", { min_cost_micros: "20000000" }, "cost_micros >= 20000000"],
  ["voicemail", { outcome: "voicemail" }, "voicemail"],
  ["no analysis", { outcome: "unknown" }, "successful is null and voicemail is not true"],
  [
    "a common outcome",
    { outcome: ["succeeded", "not_reached"], sentiment: "positive" },
    "successful is not null and voicemail is not true and sentiment = 'positive'",
  ],
  ["one direction", { direction: "outbound" }, "direction = 'outbound'"],
] as const)("calls of %s", (_, query, condition) => {
  test("are all found, newest first and oldest first, page by page", async () => {
    const newest = await truth(condition, NEWEST);
    expect(newest.length).toBeGreaterThan(0);
    expect(await walk({ ...query, limit: 200 })).toEqual(newest);
    expect(await walk({ ...query, limit: 200, sort: "started_at" })).toEqual(await truth(condition, OLDEST));
    expect((await page(query)).total).toEqual({ value: Math.min(newest.length, 1000), capped: newest.length > 1000 });
  });

  test("are all found by length, cost and latency, page by page", async () => {
    for (const column of ["duration_ms", "cost_micros", "latency_p50_ms"]) {
      const known = `${condition} and ${column} is not null`;
      expect(await walk({ ...query, limit: 200, sort: `-${column}` })).toEqual(
        await truth(known, `${column} desc, id desc`),
      );
      expect(await walk({ ...query, limit: 200, sort: column })).toEqual(await truth(known, `${column}, id`));
    }
  });
});

test("all calls are walked by length along the index and the newest beside it", async () => {
  expect(await walk({ limit: 200, sort: "-duration_ms" })).toEqual(
    await truth("duration_ms is not null", "duration_ms desc, id desc"),
  );
});

test("a cursor of another order is refused", async () => {
  const { next_cursor } = await page({ sort: "-duration_ms" });
  await expect(page({ sort: "-cost_micros", cursor: next_cursor })).rejects.toThrow("Check cursor.");
  await expect(page({ cursor: next_cursor })).rejects.toThrow("Check cursor.");
});

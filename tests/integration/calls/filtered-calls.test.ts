import { v7 as uuidV7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/auth/context";
import { listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { withTenant } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";
import { makeBusyOrganization } from "../../support/bulk";
import { database } from "../../support/database";

let org: Context["org"];

const CALLS = [
  { direction: "inbound", from_number: "+15125550142", to_number: "+13035550100" },
  { direction: "outbound", from_number: "+13035550100", to_number: "+17205550142" },
  { direction: "inbound", from_number: "+442079460142", to_number: "+13035550100" },
  { direction: "inbound", from_number: null, to_number: "+13035550100" },
];

beforeAll(async () => {
  const { id, slug, name, industry, time_zone, colour, agents } = await makeBusyOrganization({ calls: 0 });
  org = { id, slug, name, industry, time_zone, colour, currency: "USD" };
  const rows = CALLS.map((call, index) => ({
    ...call,
    id: uuidV7(),
    org_id: id,
    agent_id: agents[0]?.id ?? "",
    provider: "retell",
    vendor_call_id: `call_${index}`,
    status: "ended",
    started_at: new Date(Date.now() - index * 60_000),
  }));
  await database()`insert into public.calls ${database()(rows)}`;
});

async function callersFound(number: string): Promise<(string | null)[]> {
  const { data } = await withTenant({ orgId: org.id }, (tx) => {
    const ctx: Context = { org, tx, actor: { type: "job", id: "test" }, log: logger(), requestId: "test" };
    return listCalls(ctx, ListCalls.parse({ number, numbers: "shown" }));
  });
  return data.map((call) => (call.direction === "outbound" ? call.to_number : call.from_number));
}

test.each([
  ["the last digits", "0142", ["+15125550142", "+17205550142", "+442079460142"]],
  ["the area code", "512", ["+15125550142"]],
  ["the country code", "+44 20", ["+442079460142"]],
  ["the whole number as it is written", "(720) 555-0142", ["+17205550142"]],
  ["the whole number in E.164", "+15125550142", ["+15125550142"]],
  ["digits in the middle", "5550", []],
  ["our own number, which is nobody's", "3035550100", []],
])("a caller is found by %s", async (_, number, found) => {
  expect(await callersFound(number)).toEqual(found);
});

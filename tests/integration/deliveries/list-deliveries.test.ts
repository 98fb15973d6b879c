import { beforeAll, describe, expect, test } from "vitest";
import { GET as GET_ATTENTION } from "@/app/api/v1/orgs/[org]/deliveries/attention/route";
import { GET } from "@/app/api/v1/orgs/[org]/deliveries/route";
import type { Attention } from "@/lib/deliveries/deliveries-needing-attention";
import type { ListedDelivery } from "@/lib/deliveries/list-deliveries";
import { makeAgent } from "../../support/agent";
import { keepAsFailed, makeCall, newestDelivery, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { deliver } from "../../support/deliveries";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

type Page = { data: ListedDelivery[]; next_cursor: string | null };

const list = (slug: string, query: string, cookie?: string): Promise<RouteAnswer> =>
  callRoute(GET, { path: `/api/v1/orgs/${slug}/deliveries${query}`, params: { org: slug }, cookie });

// One organization with two calls at two vendors, a duplicate and an unusable delivery; the tests only read it.
let retell: TestCall;
let vapi: TestCall;
let cookie: string;
const find = async (query: string) => (await list(retell.org.slug, query, cookie)).json<Page>().data;

beforeAll(async () => {
  retell = await makeCall();
  vapi = await makeCall({ org: retell.org, agent: await makeAgent(retell.org.id, "vapi") });
  await deliver(retell.agent, retell.bodies[0] ?? "");
  await deliver(retell.agent, JSON.stringify({ event: "call_ended", call: {} }));
  cookie = await retell.org.viewer.cookie();
});

describe("GET /deliveries", () => {
  test("every delivery is listed once, newest first, however small the pages", async () => {
    const all: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = `?limit=7${cursor ? `&cursor=${cursor}` : ""}`;
      const page: Page = (await list(retell.org.slug, query, cookie)).json<Page>();
      expect(page.data.length).toBeLessThanOrEqual(7);
      all.push(...page.data.map((delivery) => delivery.id));
      cursor = page.next_cursor;
    }
    expect(all).toHaveLength(retell.bodies.length + vapi.bodies.length + 2);
    expect(all).toEqual([...new Set(all)].sort().reverse());
  });

  test("verdicts: applied, duplicate with its original, unusable with a reason", async () => {
    const [duplicate, ...otherDuplicates] = await find("?state=duplicate");
    const [original] = (await find(`?vendor_call_id=${retell.vendor_call_id}&limit=200`)).slice(-1);
    expect(otherDuplicates).toEqual([]);
    expect(duplicate).toMatchObject({ duplicate_of: original?.id, changes: null });
    expect(original).toMatchObject({ state: "applied", changes: { created: true } });
    expect(await find("?state=unusable")).toMatchObject([{ event_type: "call_ended", error: expect.any(String) }]);
  });

  test("filters narrow alone and together, and a repeated name means any of", async () => {
    const byAgent = await find(`?agent_id=${vapi.agent.id}&limit=200`);
    expect(byAgent).toHaveLength(vapi.bodies.length);
    expect(await find("?provider=vapi&limit=200")).toEqual(byAgent);
    expect(await find("?state=duplicate&state=unusable")).toHaveLength(2);
    expect(await find(`?state=unusable&agent_id=${vapi.agent.id}`)).toEqual([]);
    expect(await find("?source=reconciliation")).toEqual([]);
    const started = await find("?event_type=call_started");
    expect(started.map((delivery) => delivery.state).sort()).toEqual(["applied", "duplicate"]);
  });

  test("search finds by delivery id, our call id, the vendor's call id or its beginning, event type and phone number", async () => {
    const ofRetell = await find(`?vendor_call_id=${retell.vendor_call_id}&limit=200`);
    expect(ofRetell).toHaveLength(retell.bodies.length + 1);
    const everyone = await find("?limit=200&state=applied&state=duplicate");
    const q = (text: string) => find(`?limit=200&q=${encodeURIComponent(text)}`);
    expect(await q(ofRetell[0]?.id ?? "")).toEqual([ofRetell[0]]);
    expect(await q(retell.id)).toEqual(ofRetell);
    expect(await q(retell.vendor_call_id)).toEqual(ofRetell);
    expect(await q(retell.vendor_call_id.slice(0, 14))).toEqual(ofRetell);
    expect(await q(vapi.vendor_call_id)).toHaveLength(vapi.bodies.length);
    const typesOf = async (text: string) => [...new Set((await q(text)).map(({ event_type }) => event_type))];
    expect(await typesOf("end-of-call")).toEqual(["end-of-call-report"]);
    // As a screen has them, too.
    expect(await typesOf("End-of-call report")).toEqual(["end-of-call-report"]);
    expect(await typesOf("analysed")).toEqual(["call_analyzed"]);
    expect(await typesOf("Call start")).toEqual(["call_started"]);
    for (const number of ["+12125550123", "0123", "(212) 555-0123", "1 212 555 0123", "2125550123", "5550123"]) {
      expect(await q(number), number).toEqual(everyone.filter((delivery) => delivery.call_id !== null));
    }
    expect(await q("+1999")).toEqual([]);
    expect(await q("nothing like it %_\\ ' or true")).toEqual([]);
  });

  test.each(["?state=lost", "?limit=0", "?limit=201", "?cursor=nonsense", "?agent_id=7", "?q="])(
    "%s is refused",
    async (query) => {
      expect((await list(retell.org.slug, query, cookie)).status).toBe(422);
    },
  );

  test("another organization sees none of them, a stranger's organization is not found, nobody is 401", async () => {
    const stranger = await makeOrganization();
    const theirs = await stranger.admin.cookie();
    expect((await list(stranger.slug, `?vendor_call_id=${retell.vendor_call_id}`, theirs)).json<Page>().data).toEqual(
      [],
    );
    expect((await list(stranger.slug, `?q=${retell.id}`, theirs)).json<Page>().data).toEqual([]);
    expect((await list(retell.org.slug, "", theirs)).status).toBe(404);
    expect((await list(retell.org.slug, "")).status).toBe(401);
  });
});

async function readAttention({ slug, viewer }: TestOrganization): Promise<Attention> {
  const path = `/api/v1/orgs/${slug}/deliveries/attention`;
  const answer = await callRoute(GET_ATTENTION, { path, params: { org: slug }, cookie: await viewer.cookie() });
  return answer.json<Attention>();
}

describe("GET /deliveries/attention", () => {
  test("counts what failed or could not be used, for this organization alone", async () => {
    const { org } = await makeCall();
    const read = () => readAttention(org);
    const none = { value: 0, capped: false };
    expect(await read()).toMatchObject({
      failed: none,
      unusable: none,
      last_needing_received_at: null,
      last_received_at: expect.any(String),
    });
    await keepAsFailed((await newestDelivery(org.id)).id);
    expect(await read()).toMatchObject({ failed: { value: 1, capped: false }, unusable: none });
  });

  test("tells when the newest of those that need somebody came, apart from the newest of all", async () => {
    const { org } = await makeCall();
    const oldest = await newestDelivery(org.id, "call_started");
    await keepAsFailed(oldest.id);
    await database()`
      update public.inbound_events set received_at = received_at - interval '3 hours' where id = ${oldest.id}`;
    const { last_needing_received_at, last_received_at } = await readAttention(org);
    const apart = Date.parse(last_received_at ?? "") - Date.parse(last_needing_received_at ?? "");
    expect(apart).toBeGreaterThanOrEqual(3 * 3_600_000);
    expect(apart).toBeLessThan(3 * 3_600_000 + 60_000);
  });
});

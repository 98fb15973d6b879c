import { NextFetchEvent } from "next/dist/server/web/spec-extension/fetch-event";
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { deliveries } from "@/lib/metrics/catalogue";
import { makeAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeOrganization } from "../../support/organization";

const hosted = vi.hoisted(() => ({ yes: true }));
vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  return { ...real, env: () => ({ ...real.env(), ...(hosted.yes ? { FOYER_ENV: "production" } : {}) }) };
});

const { middleware } = await import("@/middleware");
const { takeFuse } = await import("@/lib/redis/fuse");
const { fuses } = await import("@/lib/redis/tiers");
const { GET: health } = await import("@/app/api/health/route");
const { GET: listMine } = await import("@/app/api/v1/orgs/route");
const { POST: receive } = await import("@/app/webhooks/agent/[token]/route");
const { POST: receiveVapi } = await import("@/app/api/vapi/webhook/route");

const name = (key: string) => key;
const blow = (fuse: keyof typeof fuses, key: string) => {
  for (let n = 0; n < fuses[fuse].limit; n++) takeFuse(fuse, key, name);
};

async function open(headers: Record<string, string>): Promise<Response> {
  const request = new NextRequest("https://foyer.example/sign-in", { headers });
  const event = new NextFetchEvent({ request, page: "/sign-in", context: undefined });
  return middleware(request, event);
}

describe("an address that asks without end", () => {
  const flooder = { "x-vercel-forwarded-for": "203.0.113.50" };

  test("gets a page that comes back by itself, whatever else it claims to be; its neighbour gets the page it wanted", async () => {
    expect((await open(flooder)).status).toBe(200);
    blow("address", "203.0.113.50");
    const refused = await open({ ...flooder, "x-forwarded-for": "198.51.100.1", "x-real-ip": "198.51.100.2" });
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(61);
    expect(refused.headers.get("ratelimit-policy")).toBe("12000;w=60");
    expect(refused.headers.get("cache-control")).toBe("private, no-store");
    const page = await refused.text();
    expect(page).toContain(`<meta http-equiv="refresh" content="${wait}">`);
    expect(page).not.toContain("<script");
    expect((await open({ "x-vercel-forwarded-for": "203.0.113.51" })).status).toBe(200);
  });

  test("is refused at public addresses and with a broken session, and a person behind it is not", async () => {
    blow("address", "203.0.113.52");
    const headers = { "x-vercel-forwarded-for": "203.0.113.52" };
    expect((await callRoute(health, { path: "/api/health", headers })).status).toBe(429);
    expect((await callRoute(listMine, { path: "/api/v1/orgs", headers })).status).toBe(429);
    const org = await makeOrganization();
    const cookie = await org.viewer.cookie();
    expect((await callRoute(listMine, { path: "/api/v1/orgs", headers, cookie })).status).toBe(200);
  });

  test("cannot get away within its own /64", async () => {
    blow("address", "2001:db8:1:2::/64");
    expect((await open({ "x-vercel-forwarded-for": "2001:db8:1:2:aaaa::1" })).status).toBe(429);
    expect((await open({ "x-vercel-forwarded-for": "2001:db8:1:3::1" })).status).toBe(200);
  });
});

const next = (agent: TestAgent) => bodiesOfCall(agent).bodies[0] ?? "";

const toAgent = (agent: TestAgent, address: string, proof: Record<string, string>, body = next(agent)) =>
  callRoute(receive, {
    method: "POST",
    path: agent.path,
    params: { token: agent.token },
    headers: { ...proof, "x-vercel-forwarded-for": address },
    body,
  });
const forge = (agent: TestAgent, address: string) => toAgent(agent, address, { "x-retell-signature": "v=1,d=00" });
const forgeShared = (address: string) =>
  callRoute(receiveVapi, {
    method: "POST",
    path: "/api/vapi/webhook",
    headers: { "x-vapi-secret": "a guess", "x-vercel-forwarded-for": address },
    body: "{}",
  });

describe("an agent whose vendor delivers without end", () => {
  test("is told to come back, and no other agent is", async () => {
    const org = await makeOrganization();
    const [loud, quiet] = [await makeAgent(org.id, "retell"), await makeAgent(org.id, "retell")];
    blow("webhooks.agent", loud.id);
    const refused = await deliver(loud, next(loud));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect((await deliver(quiet, next(quiet))).status).toBe(200);
  });

  test("is not held up by deliveries a stranger forges", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    for (let n = 0; n < 20; n++) expect((await forge(agent, "203.0.113.60")).status).toBe(401);
    const { headers, status } = await deliver(agent, next(agent));
    expect(status).toBe(200);
    expect(headers.get("ratelimit-remaining")).toBe(String(fuses["webhooks.agent"].limit - 1));
  });
});

describe("an address that forges deliveries (S14)", () => {
  /** What a refused delivery leaves behind: on the agent, in its organization's history, in the figures of the deliveries. */
  const traces = async (agent: TestAgent) => {
    const [noted] = await database()`
      select rejected_count, last_rejected_reason, (select count(*)::int from public.events e
        where e.subject_id = a.id and e.name = 'agent.rejected_delivery') as events
      from public.agents a where id = ${agent.id}`;
    const counted = deliveries.line(["retell", "refused"]).value + deliveries.line(["unknown", "unknown_sender"]).value;
    return { ...noted, counted };
  };
  const ofUnknown = (address: string) =>
    toAgent({ ...agent, path: `/webhooks/agent/agent_${"0".repeat(32)}` }, address, {}, "{}");
  let agent: TestAgent;
  beforeEach(async () => {
    agent = await makeAgent((await makeOrganization()).id, "retell");
  });

  test("uses up the address's limit with each of them, whatever it was addressed to", async () => {
    const address = "203.0.113.70";
    const left = async (sent: Promise<RouteAnswer>) => {
      const { headers, status } = await sent;
      return [status, Number(headers.get("ratelimit-remaining"))];
    };
    expect(await left(forge(agent, address))).toEqual([401, 11_999]);
    expect(await left(ofUnknown(address))).toEqual([401, 11_998]);
    expect(await left(forgeShared(address))).toEqual([401, 11_997]);
    const bare = await makeAgent(agent.org_id, "retell");
    await database()`
      update public.agents set secret_ciphertext = null, secret_last_four = null, secret_lookup = null
      where id = ${bare.id}`;
    expect(await left(forge(bare, address))).toEqual([503, 11_996]);
  });

  test("is told to come back once that is used up, and leaves no trace from then on", async () => {
    const address = "203.0.113.71";
    blow("address", address);
    const before = await traces(agent);
    for (const send of [() => forge(agent, address), () => ofUnknown(address), () => forgeShared(address)]) {
      const refused = await send();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      expect(refused.headers.get("ratelimit-policy")).toBe("12000;w=60");
      expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    }
    expect(await traces(agent)).toEqual(before);
    // Negative control: from an address with something left a forged delivery leaves its trace.
    expect((await forge(agent, "203.0.113.72")).status).toBe(401);
    expect(await traces(agent)).toMatchObject({ rejected_count: 1, events: 1, counted: before.counted + 1 });
  });

  test("takes nothing from a vendor that delivers from the same one", async () => {
    const address = "203.0.113.73";
    blow("address", address);
    expect((await forge(agent, address)).status).toBe(429);
    const body = next(agent);
    const proven = await toAgent(agent, address, agent.headersFor(body), body);
    expect([proven.status, proven.headers.get("x-delivery-state")]).toEqual([200, "applied"]);
    expect(proven.headers.get("ratelimit-limit")).toBe("60000");
  });
});

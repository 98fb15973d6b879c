import { NextFetchEvent } from "next/dist/server/web/spec-extension/fetch-event";
import { NextRequest } from "next/server";
import { describe, expect, test, vi } from "vitest";
import { makeAgent, type TestAgent } from "../../support/agent";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
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

describe("an agent whose vendor delivers without end", () => {
  const next = (agent: TestAgent) => bodiesOfCall(agent).bodies[0] ?? "";

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
    const { POST } = await import("@/app/webhooks/agent/[token]/route");
    for (let n = 0; n < 20; n++) {
      const forged = await callRoute(POST, {
        method: "POST",
        path: agent.path,
        params: { token: agent.token },
        headers: { "x-retell-signature": "v=1,d=00" },
        body: next(agent),
      });
      expect(forged.status).toBe(401);
    }
    const { headers, status } = await deliver(agent, next(agent));
    expect(status).toBe(200);
    expect(headers.get("ratelimit-remaining")).toBe(String(fuses["webhooks.agent"].limit - 1));
  });
});

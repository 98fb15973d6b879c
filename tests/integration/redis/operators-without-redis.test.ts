import { afterAll, expect, inject, test } from "vitest";
import { makeAgent } from "../../support/agent";
import { openFaultyRedis } from "../../support/faulty-redis";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization } from "../../support/organization";

const faulty = await openFaultyRedis(inject("stack").env.UPSTASH_REDIS_REST_URL ?? "");
process.env.UPSTASH_REDIS_REST_URL = faulty.url;
const { GET: findAgents } = await import("@/app/api/ops/agents/route");
const { GET: readShift } = await import("@/app/api/ops/shift/route");
const { GET: readHealth } = await import("@/app/api/ops/health/route");

afterAll(() => faulty.stop());

test("an operator finds agents without Redis, in the order of their names and without figures: no 5xx in the console (S13)", async () => {
  const org = await makeOrganization({ name: `Without ${crypto.randomUUID().slice(0, 8)}` });
  const agents = [await makeAgent(org.id, "retell"), await makeAgent(org.id, "vapi")];
  const cookie = await (await makeOperator()).cookie();
  const find = () => callRoute(findAgents, { path: `/?search=${encodeURIComponent(org.name)}`, cookie });
  const isCounted = async () => (await find()).json<{ counted: boolean }>().counted;
  await expect.poll(isCounted, { timeout: 6_000, interval: 100 }).toBe(true);
  expect((await find()).json()).toMatchObject({ counted: true, data: agents.map(() => ({ total: 0, kept: 0 })) });
  for (const fault of ["refused", "hanging", "slow", "garbage"] as const) {
    await faulty.fail(fault);
    const found = await find();
    expect(found.status, fault).toBe(200);
    const { counted, data, more } = found.json<{ counted: boolean; data: { agent_id: string }[]; more: boolean }>();
    expect([counted, more], fault).toEqual([false, false]);
    expect(data.map(({ agent_id }) => agent_id).toSorted()).toEqual(agents.map(({ id }) => id).toSorted());
    for (const agent of data)
      expect(Object.keys(agent).toSorted()).toEqual(["agent_id", "name", "org_name", "org_slug", "provider"]);
    for (const route of [readShift, readHealth]) {
      const answer = await callRoute(route, { path: "/", cookie });
      expect(answer.status, fault).toBe(200);
    }
    await faulty.mend();
    await expect.poll(isCounted, { timeout: 6_000, interval: 100 }).toBe(true);
  }
});

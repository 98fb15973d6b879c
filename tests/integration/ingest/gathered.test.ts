import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { makeOrganization } from "../../support/organization";

/** Longer than a transaction of an organization has for itself, far shorter than a call is waited for (three seconds). */
const PAST_ITS_TURN_MS = 60;

async function stateOf(agent: TestAgent, body: string): Promise<string | null> {
  return (await deliver(agent, body)).headers.get("x-delivery-state");
}

const aBody = (agent: TestAgent) => bodiesOfCall(agent).bodies[0] ?? "";

test("a transaction that takes long holds nobody up: the next goes beside it", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const [started = "", next = ""] = bodiesOfCall(agent).bodies;
  expect(await stateOf(agent, started)).toBe("applied");
  let isHeldUp = true;
  const [heldUp] = await database().begin(async (tx) => {
    await tx`select id from public.calls where org_id = ${org.id} for update`;
    const heldUp = stateOf(agent, next).finally(() => {
      isHeldUp = false;
    });
    await wait(PAST_ITS_TURN_MS);
    for (let other = 0; other < 6; other++) expect(await stateOf(agent, aBody(agent))).toBe("applied");
    expect(isHeldUp).toBe(true);
    return [heldUp];
  });
  expect(await heldUp).toBe("applied");
});

test("four go side by side at most, and what arrives meanwhile shares the next transactions by twelve", async () => {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "retell");
  const calls = Array.from({ length: 4 }, () => bodiesOfCall(agent).bodies);
  for (const [started = ""] of calls) expect(await stateOf(agent, started)).toBe("applied");
  const [waiting, gathered] = await database().begin(async (tx) => {
    await tx`select id from public.calls where org_id = ${org.id} for update`;
    const waiting: Promise<string | null>[] = [];
    for (const [, next = ""] of calls) {
      waiting.push(stateOf(agent, next));
      await wait(PAST_ITS_TURN_MS);
    }
    const gathered = Array.from({ length: 20 }, () => stateOf(agent, aBody(agent)));
    await wait(PAST_ITS_TURN_MS);
    const [kept] = await tx`select count(*)::integer as count from public.calls where org_id = ${org.id}`;
    expect(kept?.count).toBe(4);
    return [waiting, gathered];
  });
  expect(await Promise.all([...waiting, ...gathered])).toEqual(Array(24).fill("applied"));
  const transactions = await database()`
    select xmin::text, count(*)::integer from public.calls where org_id = ${org.id} group by 1 having count(*) > 1 order by 2`;
  expect(transactions.map(({ count }) => count)).toEqual([8, 12]);
});

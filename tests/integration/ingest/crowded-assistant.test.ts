import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { POST } from "@/app/api/vapi/webhook/route";
import { makeVapiAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall } from "../../support/deliveries";
import { callRoute } from "../../support/http";

/** Whoever knows an assistant's id, which web pages show, can make agents that name it: the owner's deliveries must arrive all the same. */

/** Organizations without people, of which a crowd is made quickly. */
async function bareOrganizations(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => {
    const mark = randomBytes(5).toString("hex");
    return { slug: `test-${mark}`, name: `Test ${mark}`, industry: "clinic" };
  });
  const made = await database()<{ id: string }[]>`insert into public.organizations ${database()(rows)} returning id`;
  return made.map(({ id }) => id);
}

const bareOrganization = async () => (await bareOrganizations(1))[0] ?? "";

/** An id that sorts before all that chance makes. */
const early = () => `00000000${randomUUID().slice(8)}`;

async function answerTo(agent: TestAgent, headersFor = agent.headersFor) {
  const body = bodiesOfCall(agent).bodies[0] ?? "";
  const path = "/api/vapi/webhook";
  const { status } = await callRoute(POST, { method: "POST", path, headers: headersFor(body), body });
  const [row] = await database()<{ count: number }[]>`
    select count(*)::int from public.inbound_events where agent_id = ${agent.id}`;
  return { status, kept: row?.count };
}

const owner = async (vendor_agent_id = randomUUID()) =>
  makeVapiAgent(await bareOrganization(), { auth_scheme: "hmac", vendor_agent_id });

const crowd = async (orgIds: string[], { vendor_agent_id }: TestAgent) => {
  for (const orgId of orgIds) await makeVapiAgent(orgId, { auth_scheme: "hmac", vendor_agent_id, id: early() });
};

describe("an assistant that foreign agents name too", () => {
  test("is its owner's, though one organization names it with 40 agents", async () => {
    const agent = await owner();
    await crowd(Array(40).fill(await bareOrganization()), agent);
    expect(await answerTo(agent)).toEqual({ status: 200, kept: 1 });
  });

  test("is its owner's, though 40 organizations name it", async () => {
    const agent = await owner();
    await crowd(await bareOrganizations(40), agent);
    expect(await answerTo(agent)).toEqual({ status: 200, kept: 1 });
  });

  test("is its owner's, though theirs have no secret, or one that does not open", async () => {
    const agent = await owner();
    const [without = "", broken = ""] = await bareOrganizations(2);
    await crowd([without, without, broken, broken], agent);
    await database()`update public.agents set secret_ciphertext = null where org_id = ${without}`;
    await database()`update public.agents set secret_ciphertext = 'v2.1.spoiled' where org_id = ${broken}`;
    expect(await answerTo(agent)).toEqual({ status: 200, kept: 1 });
    expect(await answerTo(agent, () => ({ "x-signature": "0", "x-timestamp": "0" }))).toEqual({ status: 401, kept: 1 });
  });

  test("is not asked of agents that name another, and still needs the owner's signature", async () => {
    const agent = await owner();
    const other = await owner();
    expect(await answerTo(agent, other.headersFor)).toEqual({ status: 401, kept: 0 });
  });
});

describe("the order of trying", () => {
  const order = async (assistant: string) => {
    const rows = await database()<{ id: string }[]>`select id from private.vapi_agents_by_assistant(${assistant})`;
    return rows.map(({ id }) => id);
  };

  test("begins with whom the vendor has shown the assistant, goes by turns, and ends with who has no secret", async () => {
    const known = await owner();
    const [greedy = "", gone = "", without = ""] = await bareOrganizations(3);
    await crowd([greedy, greedy, greedy, gone, without], known);
    await database()`update public.agents set vendor_checked_at = now() where id = ${known.id}`;
    await database()`update public.agents set vendor_checked_at = now(), vendor_problems = '{gone}' where org_id = ${gone}`;
    await database()`update public.agents set secret_ciphertext = null where org_id = ${without}`;
    const found = await order(known.vendor_agent_id);
    const orgs = await database()<{ org_id: string }[]>`
      select org_id from unnest(${found}::uuid[]) with ordinality as f(id, at) join public.agents a using (id) order by at`;
    const [first, ...others] = orgs.map(({ org_id }) => org_id);
    expect(first).toBe(known.org_id);
    expect(others.slice(0, 2).toSorted()).toEqual([greedy, gone].toSorted());
    expect(others.slice(2)).toEqual([greedy, greedy, without]);
  });

  test("never holds more than 500, of which one organization takes no place twice before all had one", async () => {
    const agent = await owner();
    const greedy = await bareOrganization();
    await crowd([greedy], agent);
    await database()`
      insert into public.agents (id, org_id, provider, name, auth_scheme, vendor_agent_id, secret_ciphertext)
      select ('00000000' || substr(gen_random_uuid()::text, 9))::uuid, ${greedy}, 'vapi', 'One more', 'hmac', ${agent.vendor_agent_id}, 'v2.1.none'
      from generate_series(1, 600) n`;
    const found = await order(agent.vendor_agent_id);
    expect(found).toHaveLength(500);
    expect(found.slice(0, 2)).toContain(agent.id);
  });
});

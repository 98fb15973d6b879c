import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/api/vapi/webhook/route";
import { makeVapiAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

let [a, b]: TestOrganization[] = [];
const orgs = () => {
  if (!a || !b) throw new Error("The organizations were not made");
  return { a, b };
};
beforeAll(async () => {
  [a, b] = [await makeOrganization(), await makeOrganization()];
});

const send = (body: string, headers: Record<string, string>) =>
  callRoute(POST, { method: "POST", path: "/api/vapi/webhook", headers, body });

/** Everything about one call, sent to the address all assistants share. @returns the organizations it landed in */
async function landingOf(agent: TestAgent, headersFor = agent.headersFor) {
  const { bodies, call_id } = bodiesOfCall(agent);
  const statuses: number[] = [];
  for (const body of bodies) statuses.push((await send(body, headersFor(body))).status);
  const rows = await database()<{ org_id: string; agent_id: string }[]>`
    select org_id, agent_id from public.calls where vendor_call_id = ${call_id}`;
  return { statuses: [...new Set(statuses)], calls: rows.map(({ org_id, agent_id }) => ({ org_id, agent_id })) };
}
const landed = (agent: TestAgent) => ({ statuses: [200], calls: [{ org_id: agent.org_id, agent_id: agent.id }] });
const refused = { statuses: [401], calls: [] };

const PROOFS = ["bearer", "shared_secret", "hmac"] as const;

describe.each(PROOFS)("a delivery proven by %s", (auth_scheme) => {
  test("lands in the organization of its secret", async () => {
    for (const org of [orgs().a, orgs().b]) {
      const agent = await makeVapiAgent(org.id, { auth_scheme });
      expect(await landingOf(agent)).toEqual(landed(agent));
    }
  });

  test("is refused under a wrong secret, and without any", async () => {
    const agent = await makeVapiAgent(orgs().a.id, { auth_scheme });
    const { headersFor } = await stranger(auth_scheme);
    expect(await landingOf(agent, headersFor)).toEqual(refused);
    expect(await landingOf(agent, () => ({}))).toEqual(refused);
    const [row] = await database()`select rejected_count > 0 as noted from public.agents where id = ${agent.id}`;
    // A secret sent as it is finds only its own agent; a signature is tried on the agent that the body names.
    expect(row).toEqual({ noted: auth_scheme === "hmac" });
  });
});

// An agent nobody keeps any more: proof of the same form that belongs to none of ours.
async function stranger(auth_scheme: (typeof PROOFS)[number]) {
  const agent = await makeVapiAgent(orgs().b.id, { auth_scheme });
  await database()`delete from public.agents where id = ${agent.id}`;
  return agent;
}

describe("the body never says whose a delivery is", () => {
  test.each(["bearer", "shared_secret"] as const)(
    "B's %s over a body that names A's assistant lands in B",
    async (auth_scheme) => {
      const [ofA, ofB] = [
        await makeVapiAgent(orgs().a.id, { auth_scheme }),
        await makeVapiAgent(orgs().b.id, { auth_scheme }),
      ];
      expect(await landingOf(ofA, ofB.headersFor)).toEqual(landed(ofB));
    },
  );

  test("B's signature over a body that names A's assistant is refused", async () => {
    const ofA = await makeVapiAgent(orgs().a.id, { auth_scheme: "hmac" });
    const ofB = await makeVapiAgent(orgs().b.id, { auth_scheme: "hmac" });
    expect(await landingOf(ofA, ofB.headersFor)).toEqual(refused);
  });

  test("an assistant that agents of both name is each one's by its own signature", async () => {
    const ofA = await makeVapiAgent(orgs().a.id, { auth_scheme: "hmac" });
    const ofB = await makeVapiAgent(orgs().b.id, { auth_scheme: "hmac", vendor_agent_id: ofA.vendor_agent_id });
    expect(await landingOf(ofA, ofB.headersFor)).toEqual(landed(ofB));
    expect(await landingOf(ofA)).toEqual(landed(ofA));
  });

  test("of agents that share a secret, the one whose assistant the body names gets it", async () => {
    const secret = `secret_${randomUUID()}`;
    const agents = [];
    for (let n = 0; n < 3; n++) agents.push(await makeVapiAgent(orgs().a.id, { secret }));
    for (const agent of agents) expect(await landingOf(agent)).toEqual(landed(agent));
  });
});

describe("what Vapi waits to hear", () => {
  const post = async (agent: TestAgent, message: object) => {
    const call = { id: randomUUID(), type: "inboundPhoneCall", assistantId: agent.vendor_agent_id };
    const body = JSON.stringify({ message: { timestamp: Date.now(), call, ...message } });
    const answer = await send(body, agent.headersFor(body));
    expect(answer.status).toBe(200);
    return answer;
  };

  test("is the assistant when a call asks for one", async () => {
    const agent = await makeVapiAgent(orgs().a.id, {});
    expect((await post(agent, { type: "assistant-request" })).json()).toEqual({ assistantId: agent.vendor_agent_id });
    const nameless = await makeVapiAgent(orgs().a.id, { vendor_agent_id: null });
    expect((await post(nameless, { type: "assistant-request" })).json()).toEqual({ error: expect.any(String) });
  });

  test("is one result for each tool call, in every shape", async () => {
    const agent = await makeVapiAgent(orgs().a.id, { auth_scheme: "hmac" });
    const slot = { slot: "2026-11-25T15:00:00-06:00" };
    const shapes = [
      { id: "call_1", type: "function", function: { name: "book_slot", arguments: slot } },
      { id: "call_2", type: "function", function: { name: "book_slot", arguments: JSON.stringify(slot) } },
      { id: "call_3", name: "book_slot", arguments: slot },
      { id: "call_4", name: "book_slot", parameters: slot },
      { id: "call_5", name: "book_slot", function: null },
    ];
    const results = shapes.map(({ id }) => ({
      toolCallId: id,
      name: "book_slot",
      result: expect.stringMatching(/^[^\n]+$/),
    }));
    const type = "tool-calls";
    expect((await post(agent, { type, toolCallList: shapes })).json()).toEqual({ results });
    expect((await post(agent, { type, toolCallList: [], toolCalls: shapes })).json()).toEqual({ results });
  });

  test("is nothing for everything else", async () => {
    const agent = await makeVapiAgent(orgs().a.id, { auth_scheme: "shared_secret" });
    const answer = await post(agent, { type: "status-update", status: "in-progress" });
    expect(answer.text).toBe("");
    expect(answer.headers.get("x-delivery-state")).toBe("applied");
  });
});

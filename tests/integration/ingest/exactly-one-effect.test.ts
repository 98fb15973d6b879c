import { beforeAll, describe, expect, it } from "vitest";
import { CONVERSATIONS } from "../../../scripts/stack/sandbox/conversations/catalogue";
import type { Conversation } from "../../../scripts/stack/sandbox/conversations/conversation";
import { makeAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { makeOrganization } from "../../support/organization";
import { randomOf, shuffled } from "../../support/random";

/**
 * Promise S6: any interleaving of duplicates, shuffles and eight parallel deliveries of a call's life ends in the same
 * rows, with one effect per vendor event. The reference is the same call delivered once each, in order.
 */
const SEQUENCES = 1_000;
const LANES = 8;
const SEED = 20_261_121;

type Outcome = { call: unknown; transcript: unknown; events: number; stored: number };

/** Everything a call ended as, but what names it or says when the row was written. */
async function outcomeOf(agent: TestAgent, callId: string): Promise<Outcome> {
  const sql = database();
  const [call] = await sql`
    select c.*, t.turns, t.fragments from calls c left join transcripts t on t.call_id = c.id
    where c.org_id = ${agent.org_id} and c.vendor_call_id = ${callId}`;
  const [counts] = await sql<{ events: number; stored: number }[]>`
    select (select count(*)::int from events e where e.org_id = ${agent.org_id} and e.subject_id = ${call?.id}) as events,
      (select count(*)::int from inbound_events i where i.org_id = ${agent.org_id} and i.vendor_call_id = ${callId} and state <> 'duplicate') as stored`;
  const { id, org_id, agent_id, vendor_call_id, facets, created_at, updated_at, turns, fragments, ...columns } =
    call ?? {};
  // The sandbox derives the ids of tool calls from the id of the call.
  const unnamed = (value: unknown) =>
    JSON.parse(
      JSON.stringify(value ?? null)
        .replaceAll(callId, "the-call")
        .replaceAll(/"id":"(tool|call)_[\w-]+"/g, '"id":"$1"'),
    );
  return {
    call: unnamed(columns),
    transcript: unnamed({ turns, fragments }),
    events: counts?.events ?? 0,
    stored: counts?.stored ?? 0,
  };
}

async function inOrder(agent: TestAgent, conversation: Conversation): Promise<Outcome> {
  const { call_id, bodies } = bodiesOfCall(agent, conversation);
  for (const body of bodies) await deliver(agent, body);
  return outcomeOf(agent, call_id);
}

async function inDisorder(agent: TestAgent, conversation: Conversation, random: () => number): Promise<Outcome> {
  const { call_id, bodies } = bodiesOfCall(agent, conversation);
  const repeated = bodies.flatMap((body) => Array.from({ length: 1 + Math.floor(random() * 2.5) }, () => body));
  const queue = shuffled(repeated, random);
  const lanes = Array.from({ length: LANES }, async () => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop())
      expect((await deliver(agent, body)).status).toBe(200);
  });
  await Promise.all(lanes);
  return outcomeOf(agent, call_id);
}

// Every conversation once; then the short ones, whose few deliveries meet in more ways.
const SHORT = CONVERSATIONS.filter(({ steps }) => steps.length <= 6);

function conversationOf(sequence: number, random: () => number): Conversation {
  const everyOne = CONVERSATIONS[sequence];
  return everyOne ?? (SHORT[Math.floor(random() * SHORT.length)] as Conversation);
}

describe("one effect per vendor event", () => {
  let agents: TestAgent[] = [];
  beforeAll(async () => {
    const organization = await makeOrganization();
    agents = await Promise.all([makeAgent(organization.id, "retell"), makeAgent(organization.id, "vapi")]);
  });

  it(`a call ends in the same rows whatever the order, repetition and concurrency of its deliveries (${SEQUENCES} sequences)`, async () => {
    const random = randomOf(SEED);
    const reference = new Map<string, Outcome>();
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const agent = agents[sequence % agents.length] as TestAgent;
      const conversation = conversationOf(sequence, random);
      const key = `${agent.provider} ${conversation.id}`;
      const expected = reference.get(key) ?? (await inOrder(agent, conversation));
      reference.set(key, expected);
      expect(await inDisorder(agent, conversation, random), `${key}, sequence ${sequence}`).toEqual(expected);
    }
  }, 600_000);
});

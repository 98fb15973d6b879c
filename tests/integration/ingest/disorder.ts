import type { Conversation } from "../../../scripts/stack/sandbox/conversations/conversation";
import type { TestAgent } from "../../support/agent";
import { type CallOutcome, outcomeOf } from "../../support/call-outcome";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { shuffled } from "../../support/random";

const LANES = 8;

/** How a call ends whose deliveries arrive once each, in order. */
export async function inOrder(agent: TestAgent, conversation: Conversation): Promise<CallOutcome> {
  const { call_id, bodies } = bodiesOfCall(agent, conversation);
  for (const body of bodies) await acknowledged(agent, body);
  return outcomeOf(agent.org_id, call_id);
}

/** How a call ends whose deliveries arrive one to three times each, shuffled, eight at a time. */
export async function inDisorder(
  agent: TestAgent,
  conversation: Conversation,
  random: () => number,
): Promise<CallOutcome> {
  const { call_id, bodies } = bodiesOfCall(agent, conversation);
  const repeated = bodies.flatMap((body) => Array.from({ length: 1 + Math.floor(random() * 2.5) }, () => body));
  const queue = shuffled(repeated, random);
  const lanes = Array.from({ length: LANES }, async () => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) await acknowledged(agent, body);
  });
  await Promise.all(lanes);
  return outcomeOf(agent.org_id, call_id);
}

async function acknowledged(agent: TestAgent, body: string): Promise<void> {
  const { status, text } = await deliver(agent, body);
  if (status !== 200) throw new Error(`A delivery was answered ${status}: ${text}`);
}

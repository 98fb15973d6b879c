import { beforeAll, describe, expect, it } from "vitest";
import { CONVERSATIONS } from "../../../scripts/stack/sandbox/conversations/catalogue";
import type { Conversation } from "../../../scripts/stack/sandbox/conversations/conversation";
import { makeAgent, type TestAgent } from "../../support/agent";
import type { CallOutcome } from "../../support/call-outcome";
import { makeOrganization } from "../../support/organization";
import { randomOf } from "../../support/random";
import { inDisorder, inOrder } from "./disorder";

/**
 * Promise S6: any interleaving of duplicates, shuffles and eight parallel deliveries of a call's life ends in the same
 * rows, with one effect per vendor event. The reference is the same call delivered once each, in order.
 */
const SEQUENCES = 1_000;
const SEED = 20_261_121;

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
    const reference = new Map<string, CallOutcome>();
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

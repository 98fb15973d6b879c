import { beforeAll, describe, expect, it } from "vitest";
import { CONVERSATIONS } from "../../../scripts/stack/sandbox/conversations/catalogue";
import type { Conversation } from "../../../scripts/stack/sandbox/conversations/conversation";
import { makeAgent, type TestAgent } from "../../support/agent";
import type { CallOutcome } from "../../support/call-outcome";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";
import { randomOf } from "../../support/random";
import { recountedStats } from "../../support/recount-stats";
import { inDisorder, inOrder } from "./disorder";

/**
 * Promise S6: any interleaving of duplicates, shuffles and eight parallel deliveries of a call's life ends in the same
 * rows, with one effect per vendor event. The reference is the same call delivered once each, in order.
 */
const SEQUENCES = 1_000;
const SIDE_BY_SIDE = 6;
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
    const references = new Map<string, Promise<CallOutcome>>();
    const check = async (sequence: number) => {
      const random = randomOf(SEED + sequence);
      const agent = agents[sequence % agents.length] as TestAgent;
      const conversation = conversationOf(sequence, random);
      const key = `${agent.provider} ${conversation.id}`;
      const reference = references.get(key) ?? inOrder(agent, conversation);
      references.set(key, reference);
      expect(await inDisorder(agent, conversation, random), `${key}, sequence ${sequence}`).toEqual(await reference);
    };
    // Calls side by side, as an organization has them: their deliveries share transactions.
    let next = 0;
    const side = async () => {
      while (next < SEQUENCES) await check(next++);
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, side));
    // Whatever the interleaving did to the calls, the totals by hour have followed.
    const { kept, recounted } = await recountedStats(database(), agents[0]?.org_id ?? "");
    expect(kept).toEqual(recounted);
    expect(kept.reduce((sum, row) => sum + Number(row.transferred_calls), 0)).toBeGreaterThan(0);
  }, 600_000);
});

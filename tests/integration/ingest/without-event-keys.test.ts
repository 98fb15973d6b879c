import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONVERSATIONS } from "../../../scripts/stack/sandbox/conversations/catalogue";
import type { Conversation } from "../../../scripts/stack/sandbox/conversations/conversation";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { randomOf } from "../../support/random";
import { makeScratchDatabase, type ScratchDatabase } from "../../support/scratch-database";
import { inDisorder, inOrder } from "./disorder";

/** The negative control of promise S6: the product on a database of its own, whose event keys are no longer unique. */
let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await makeScratchDatabase();
  // Before anything in this file has opened a connection: the product and the checker both follow.
  process.env.DATABASE_URL = scratch.url;
});
afterAll(async () => {
  await database().end({ timeout: 1 });
  await scratch.drop();
});

describe("without the unique key of events", () => {
  it("the check of one effect per event finds repeated effects, and none while the key stands", async () => {
    const org = { id: randomUUID(), slug: `test-${randomBytes(4).toString("hex")}`, name: "Lakeside" };
    await scratch.sql`insert into organizations ${scratch.sql(org)}`;
    const agents = [await makeAgent(org.id, "retell"), await makeAgent(org.id, "vapi")];
    const conversation = CONVERSATIONS.find(({ steps }) => steps.length <= 6) as Conversation;

    const doubled = async (): Promise<number> => {
      const random = randomOf(7);
      let count = 0;
      for (const agent of agents) {
        const expected = await inOrder(agent, conversation);
        for (let sequence = 0; sequence < 3; sequence++) {
          const outcome = await inDisorder(agent, conversation, random);
          if (outcome.events > expected.events && outcome.stored > expected.stored) count += 1;
          else expect(outcome).toEqual(expected);
        }
      }
      return count;
    };

    expect(await doubled()).toBe(0);
    await scratch.sql`alter table delivery_keys drop constraint delivery_keys_pkey`;
    expect(await doubled()).toBeGreaterThan(0);
  }, 300_000);
});

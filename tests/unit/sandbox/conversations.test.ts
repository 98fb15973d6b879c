import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CALLERS, callersOf } from "@/scripts/stack/sandbox/calls/callers";
import { CONVERSATIONS } from "@/scripts/stack/sandbox/conversations/catalogue";
import { type Conversation, wasConnected } from "@/scripts/stack/sandbox/conversations/conversation";

const lines = (conversation: Conversation) => conversation.steps.filter((step) => step.kind === "line");

describe("the written conversations", () => {
  test("are at least two dozen, in files of their own names, for both businesses alike", () => {
    const folder = new URL("../../../scripts/stack/sandbox/conversations/", import.meta.url).pathname;
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
    const ids = CONVERSATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(files.sort()).toEqual([...ids, "businesses", "catalogue", "conversation", "request-failed"].sort());
    expect(ids.length).toBeGreaterThanOrEqual(24);
    const clinic = CONVERSATIONS.filter(({ industries }) => industries.includes("clinic")).length;
    const dealer = CONVERSATIONS.filter(({ industries }) => industries.includes("dealer")).length;
    expect(Math.abs(clinic - dealer)).toBeLessThanOrEqual(2);
  });

  test.each(CONVERSATIONS.filter(wasConnected).map((one) => [one.id, one] as const))(
    "%s is heard: it has words",
    (_, conversation) => {
      expect(lines(conversation).length).toBeGreaterThan(1);
      for (const line of lines(conversation)) expect(line.text.trim()).toBe(line.text);
    },
  );

  test("a call that was not connected has nothing to say", () => {
    for (const conversation of CONVERSATIONS.filter((one) => !wasConnected(one)))
      expect(conversation.steps).toEqual([]);
  });

  test("callers use fictional numbers, each of one person only, about sixty in all", () => {
    for (const number of CALLERS) expect(number).toMatch(/^\+1\d{3}55501\d\d$/);
    expect(new Set(CALLERS).size).toBe(CALLERS.length);
    expect(CALLERS.length).toBeGreaterThan(50);
    for (const conversation of CONVERSATIONS) {
      for (const industry of conversation.industries)
        expect(callersOf(conversation, industry).length).toBeGreaterThan(0);
    }
  });
});

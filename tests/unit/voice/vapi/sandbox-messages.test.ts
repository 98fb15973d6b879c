import { describe, expect, test } from "vitest";
import type { Interpretation } from "@/lib/voice/provider";
import { interpretVapi } from "@/lib/voice/vapi/interpret";
import type { CallFacts } from "@/scripts/stack/sandbox/calls/call-facts";
import { CONVERSATIONS } from "@/scripts/stack/sandbox/conversations/catalogue";
import { vapiServerMessages } from "@/scripts/stack/sandbox/vapi/payloads";
import { CALL, RECEIVED } from "@/tests/support/documented-vapi";
import { eventOf } from "@/tests/support/event-of";

describe("every message the sandbox sends for Vapi", () => {
  const facts = (conversation: CallFacts["conversation"]): CallFacts => ({
    call_id: CALL,
    conversation,
    agent: { id: "b5b2d0a6-0000-4000-a000-000000000001", name: "Front desk", version: 3 },
    business_number: "+13125550100",
    caller_number: "+13125550147",
    started_at: 1763990400123,
    recordings_url: "https://recordings.example",
    workspace_id: "org_1",
  });

  test.each(CONVERSATIONS.map((conversation) => [conversation.id, conversation] as const))(
    "%s is understood",
    (_, conversation) => {
      const bodies = vapiServerMessages(facts(conversation)).map(({ body }) => JSON.parse(JSON.stringify(body)));
      const seen = bodies.map((body) => interpretVapi(body, RECEIVED));
      expect(seen.filter(({ outcome }) => outcome === "unusable")).toEqual([]);
      expect(new Set(seen.map(({ event_key }) => event_key)).size).toBe(bodies.length);
      const last = eventOf(seen.at(-1) as Interpretation);
      expect(last).toMatchObject({ kind: "analyzed", rank: 3 });
      expect(last.facets.status?.status).toBe(
        /^(no_answer|busy)$/.test(conversation.ending) ? "not_connected" : "ended",
      );
      expect(last.facets.start?.started_at).toBe("2025-11-24T13:20:00.123Z");
    },
  );
});

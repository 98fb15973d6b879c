import { describe, expect, test } from "vitest";
import type { Interpretation } from "@/lib/voice/provider";
import type { CallFacts } from "@/scripts/stack/sandbox/calls/call-facts";
import { CONVERSATIONS } from "@/scripts/stack/sandbox/conversations/catalogue";
import { retellWebhooks } from "@/scripts/stack/sandbox/retell/payloads";
import { retell, START } from "@/tests/support/documented-retell";
import { eventOf } from "@/tests/support/event-of";

describe("every webhook the sandbox sends for Retell", () => {
  const call = (conversation: CallFacts["conversation"]): CallFacts => ({
    call_id: "call_00112233445566778899aabbccd",
    conversation,
    agent: { id: "agent_1", name: "Front desk", version: 3 },
    business_number: "+13125550100",
    caller_number: "+13125550147",
    started_at: START,
    recordings_url: "https://recordings.example",
    workspace_id: "org_1",
  });

  test.each(CONVERSATIONS.map((conversation) => [conversation.id, conversation] as const))(
    "%s is understood",
    (_, conversation) => {
      const bodies = retellWebhooks(call(conversation)).map(({ body }) => JSON.parse(JSON.stringify(body)));
      const seen = bodies.map(retell);
      expect(seen.map(({ outcome }) => outcome)).toEqual(bodies.map(() => "call"));
      expect(new Set(seen.map(({ event_key }) => event_key)).size).toBe(bodies.length);
      const last = eventOf(seen.at(-1) as Interpretation);
      expect(last).toMatchObject({ kind: "analyzed", rank: 3 });
      expect(last.facets.analysis?.summary).toBe(conversation.analysis.summary);
      expect(last.facets.status?.status).toBe(
        /^(no_answer|busy)$/.test(conversation.ending) ? "not_connected" : "ended",
      );
    },
  );
});

import { describe, expect, test } from "vitest";
import { CONVERSATIONS } from "@/scripts/stack/sandbox/conversations/catalogue";
import { wasConnected } from "@/scripts/stack/sandbox/conversations/conversation";
import { vapiServerMessages } from "@/scripts/stack/sandbox/vapi/payloads";
import { conversationOf, factsOf } from "./call-facts";

const messages = (id: string, options = {}) =>
  vapiServerMessages(factsOf(conversationOf(id)), options).map(({ body }) => body.message);

const report = (id: string) => {
  const message = messages(id).at(-1);
  if (message?.type !== "end-of-call-report") throw new Error("the last message is no report");
  return message;
};

describe("Vapi's server messages of a call", () => {
  test.each(CONVERSATIONS.map((one) => [one.id, one] as const))(
    "%s: in order of time, from ringing to the report",
    (id, conversation) => {
      const deliveries = vapiServerMessages(factsOf(conversation));
      const offsets = deliveries.map(({ offset_ms }) => offset_ms);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      const statuses = messages(id).flatMap((message) => (message.type === "status-update" ? [message.status] : []));
      const outbound = conversation.direction === "outbound";
      const forwarded = conversation.steps.some(({ kind }) => kind === "transfer");
      expect(statuses).toEqual([
        ...(outbound ? ["queued"] : []),
        "ringing",
        ...(wasConnected(conversation) ? ["in-progress"] : []),
        ...(forwarded ? ["forwarding"] : []),
        "ended",
      ]);
      expect(report(id).endedReason).toBeTruthy();
      expect(JSON.stringify(deliveries)).not.toContain("{{");
    },
  );

  test("the report's cost is the sum of its items in dollars", () => {
    const { cost, costs } = report("book-first-visit");
    expect(cost).toBeCloseTo(
      costs.reduce((sum, item) => sum + item.cost, 0),
      4,
    );
    expect(new Set(costs.map(({ type }) => type))).toEqual(
      new Set(["transport", "transcriber", "model", "voice", "vapi", "analysis"]),
    );
    expect(report("no-answer")).toMatchObject({ cost: 0, costs: [], endedReason: "customer-did-not-answer" });
  });

  test("the artifact's times agree with the call's", () => {
    const { artifact, startedAt = "", endedAt } = report("book-first-visit");
    const times = (artifact.messages ?? []).map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(Date.parse(endedAt));
    expect(times[1]).toBeGreaterThan(Date.parse(startedAt));
    expect(artifact.transcript?.split("\n")).toHaveLength(16 + 1);
  });

  test("a partial transcript is the beginning of the final one", () => {
    const spoken = messages("test-drive").flatMap((message) => (message.type === "transcript" ? [message] : []));
    const partials = spoken.filter(({ transcriptType }) => transcriptType === "partial");
    expect(partials.length).toBeGreaterThan(10);
    for (const partial of partials) {
      const final = spoken[spoken.indexOf(partial) + 1];
      expect(final?.transcript.startsWith(partial.transcript)).toBe(true);
    }
  });

  test("a tool that takes long leaves the assistant hanging", () => {
    const types = messages("lab-results-tool-failure").map(({ type }) => type);
    expect(types.filter((type) => type === "hang")).toHaveLength(2);
    expect(messages("test-drive").map(({ type }) => type)).not.toContain("hang");
  });

  test("serverMessages lets through only what it names, and assistant-request always", () => {
    const types = (server_messages: string[], assistant_request = false) =>
      new Set(messages("transfer-to-sales", { server_messages, assistant_request }).map(({ type }) => type));
    expect(types(["end-of-call-report"])).toEqual(new Set(["end-of-call-report"]));
    expect(types(["transcript"])).toEqual(new Set(["transcript"]));
    expect(types(["hang"], true)).toEqual(new Set(["assistant-request"]));
    expect(types(["transfer-update"])).toEqual(new Set(["transfer-update"]));
  });
});

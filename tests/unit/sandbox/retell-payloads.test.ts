import { describe, expect, test } from "vitest";
import { CONVERSATIONS } from "@/scripts/stack/sandbox/conversations/catalogue";
import { wasConnected } from "@/scripts/stack/sandbox/conversations/conversation";
import { retellWebhooks } from "@/scripts/stack/sandbox/retell/payloads";
import { conversationOf, factsOf, STARTED_AT } from "./call-facts";

const webhooks = (id: string) => retellWebhooks(factsOf(conversationOf(id)));
const last = (id: string) => {
  const delivery = webhooks(id).at(-1);
  if (!delivery) throw new Error("no webhooks");
  return delivery.body.call;
};

describe("Retell's webhooks of a call", () => {
  test.each(CONVERSATIONS.map((one) => [one.id, one] as const))(
    "%s: in order of time, from start to analysis",
    (id, conversation) => {
      const deliveries = webhooks(id);
      const offsets = deliveries.map(({ offset_ms }) => offset_ms);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
      const events = deliveries.map(({ body }) => body.event);
      expect(events[0]).toBe(wasConnected(conversation) ? "call_started" : "call_ended");
      expect(events.slice(-2)).toEqual(["call_ended", "call_analyzed"]);
      expect(JSON.stringify(deliveries)).not.toContain("{{");
    },
  );

  test("nothing said later is in an earlier transcript", () => {
    const lengths = webhooks("test-drive")
      .filter(({ body }) => body.event === "transcript_updated")
      .map(({ body }) => body.call.transcript_object?.length);
    expect(lengths).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
  });

  test("cost is the sum of its products in cents, for the seconds of the call", () => {
    const { call_cost, duration_ms = 0 } = last("test-drive");
    const sum = call_cost?.product_costs.reduce((total, { cost }) => total + cost, 0);
    expect(call_cost?.combined_cost).toBeCloseTo(sum ?? Number.NaN, 3);
    expect(call_cost?.total_duration_seconds).toBe(Math.ceil(duration_ms / 1000));
  });

  test("percentiles are ordered, and end minus start is the duration", () => {
    const call = last("test-drive");
    const { p50 = 0, p90 = 0, p95 = 0, p99 = 0, max = 0, min = 0 } = call.latency?.e2e ?? {};
    expect([min, p50, p90, p95, p99, max]).toEqual([min, p50, p90, p95, p99, max].sort((a, b) => a - b));
    expect((call.end_timestamp ?? 0) - (call.start_timestamp ?? 0)).toBe(call.duration_ms);
    expect(call.start_timestamp).toBe(STARTED_AT);
  });

  test("a transfer names its destination beside the call and ends as a transfer", () => {
    const transfers = webhooks("transfer-to-sales").filter(({ body }) => body.event.startsWith("transfer_"));
    expect(transfers.map(({ body }) => body.event)).toEqual(["transfer_started", "transfer_bridged", "transfer_ended"]);
    for (const { body } of transfers)
      expect(body.transfer_destination).toEqual({ type: "predefined", number: "+13035550104" });
    expect(last("transfer-to-sales")).toMatchObject({
      disconnection_reason: "call_transfer",
      transfer_destination: "+13035550104",
    });
    const unanswered = webhooks("angry-about-repair").map(({ body }) => body.event);
    expect(unanswered).toContain("transfer_cancelled");
    expect(unanswered).not.toContain("transfer_bridged");
  });

  test("an outbound call goes from the business to the person", () => {
    expect(last("appointment-reminder")).toMatchObject({
      direction: "outbound",
      from_number: "+15125550100",
      to_number: "+15125550112",
    });
    expect(last("test-drive")).toMatchObject({
      direction: "inbound",
      from_number: "+15125550112",
      to_number: "+15125550100",
    });
  });

  test("tool uses appear once each with their result, dates filled in", () => {
    const tools = last("book-first-visit").transcript_with_tool_calls ?? [];
    const invocations = tools.filter((item) => item.role === "tool_call_invocation");
    expect(invocations.map(({ name }) => name)).toEqual(["checkAvailability", "bookClinicAppointment"]);
    expect(JSON.parse(invocations[1]?.arguments ?? "{}")).toMatchObject({ start: "2026-11-19T10:30:00" });
    expect(tools.filter((item) => item.role === "tool_call_result")).toHaveLength(2);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpretRetell } from "@/lib/voice/retell/interpret";
import { changed, DOCUMENTED, RECEIVED, retell, START } from "@/tests/support/documented-retell";
import { eventOf } from "@/tests/support/event-of";

describe("a Retell webhook", () => {
  test("as documented is understood whole", () => {
    const interpretation = retell(DOCUMENTED);
    expect(interpretation.event_key).toBe("call_analyzed:call_7c1d9e02b4f84b6f");
    expect(eventOf(interpretation)).toEqual({
      kind: "analyzed",
      rank: 3,
      at_ms: 1763990518456,
      vendor_call_id: "call_7c1d9e02b4f84b6f",
      vendor_agent_id: "agent_2f9a7c1e5b",
      facets: {
        status: { status: "ended" },
        party: { channel: "phone", direction: "outbound", from_number: "+14155550100", to_number: "+13125550147" },
        start: { started_at: "2025-11-24T13:20:00.123Z" },
        end: { ended_at: "2025-11-24T13:21:58.456Z", duration_ms: 118333 },
        outcome: { disconnection_reason: "user_hangup" },
        analysis: {
          successful: true,
          voicemail: false,
          sentiment: "positive",
          summary: "Dana booked for Wednesday.",
          custom_analysis: { appointment_booked: true },
          analyzed_at: "2025-11-24T13:21:58.456Z",
        },
        cost: {
          cost_micros: 214000,
          cost_currency: "USD",
          cost_breakdown: [{ label: "elevenlabs tts", cost_micros: 138000 }],
        },
        latency: { latency: { e2e: { p50: 712.4, p90: 980 } }, latency_p50_ms: 712 },
        recording: { recording_url: "https://example-cdn.invalid/rec/call_7c1d.wav", recording_stereo_url: null },
        metadata: { metadata: { lead_id: "ld_01J9", dynamic_variables: { first_name: "Dana" } } },
      },
      transcript: {
        kind: "snapshot",
        turns: [
          {
            role: "agent",
            text: "Hi Dana, this is Maya.",
            start_ms: 400,
            end_ms: 600,
            words: [{ text: "Hi", start_ms: 400, end_ms: 600 }],
          },
          {
            role: "tool_call",
            text: "",
            start_ms: null,
            end_ms: null,
            tool: { id: "tool_call_a1", name: "book_slot", arguments: '{"slot":"x"}' },
          },
          {
            role: "tool_result",
            text: '{"ok":true}',
            start_ms: null,
            end_ms: null,
            tool: { id: "tool_call_a1", successful: true },
          },
          { role: "note", text: "Pressed 3", start_ms: null, end_ms: null },
        ],
      },
    });
  });

  test.each([
    ["dial_no_answer", "registered", "not_connected"],
    ["user_declined", "ended", "not_connected"],
    ["error_asr", "ended", "error"],
    ["concurrency_limit_reached", "error", "error"],
    ["voicemail_reached", "not_connected", "ended"],
    ["a_reason_of_tomorrow", "registered", "ended"],
    ["a_reason_of_tomorrow", "not_connected", "not_connected"],
    ["a_reason_of_tomorrow", "error", "error"],
    [undefined, "not_connected", "not_connected"],
    [undefined, "registered", "ended"],
  ])("that ended because of %s while saying %s settles as %s", (disconnection_reason, call_status, status) => {
    const event = eventOf(retell(changed("call_ended", { disconnection_reason, call_status })));
    expect(event.facets.status).toEqual({ status });
    expect([event.kind, event.rank]).toEqual(["ended", 2]);
  });

  test("never takes its time from our clock", () => {
    for (const name of ["call_started", "transcript_updated", "transfer_bridged", "call_ended", "call_analyzed"]) {
      const body = changed(name, {});
      expect(interpretRetell(body, RECEIVED)).toEqual(interpretRetell(body, RECEIVED + 86_400_000));
    }
    expect(eventOf(retell(changed("call_started", { start_timestamp: undefined }))).at_ms).toBeNull();
    expect(eventOf(retell(changed("call_started", {}, { event_timestamp: START + 5 }))).at_ms).toBe(START + 5);
  });

  test("with more of the transcript has another key and a later time; the same again has the same key", () => {
    const said = DOCUMENTED.call.transcript_with_tool_calls;
    const upTo = (count: number) =>
      retell(changed("transcript_updated", { transcript_with_tool_calls: said.slice(0, count) }));
    expect(upTo(2).event_key).toBe(upTo(2).event_key);
    expect(new Set([1, 2, 3, 4].map((count) => upTo(count).event_key)).size).toBe(4);
    const times = [1, 2, 3, 4].map((count) => eventOf(upTo(count)).at_ms ?? 0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBe(4);
  });

  test("of a transfer names the destination once somebody was reached, and leaves it alone otherwise", () => {
    const about = (event: string) =>
      eventOf(retell(changed(event, {}, { transfer_destination: { type: "predefined", number: "+13125550199" } })));
    const reached = { transfer: { transfer_destination: "+13125550199" } };
    expect(about("transfer_bridged").facets).toMatchObject(reached);
    expect(about("transfer_ended").facets).toMatchObject(reached);
    expect(about("transfer_started").facets.transfer).toBeUndefined();
    expect(about("transfer_cancelled").facets.transfer).toBeUndefined();
  });

  test("of a web call has no numbers", () => {
    const call = { call_type: "web_call", direction: undefined, from_number: undefined, to_number: undefined };
    expect(eventOf(retell(changed("call_started", call))).facets.party).toEqual({
      channel: "web",
      direction: null,
      from_number: null,
      to_number: null,
    });
  });

  test("brings what the agent noted down, beside what its creator attached", () => {
    const event = eventOf(retell(changed("call_ended", { collected_dynamic_variables: { vehicle: "2021 RAV4" } })));
    expect(event.facets.metadata?.metadata).toEqual({
      lead_id: "ld_01J9",
      dynamic_variables: { first_name: "Dana" },
      collected_dynamic_variables: { vehicle: "2021 RAV4" },
    });
  });

  test("with only a plain transcript still shows who said what", () => {
    const bare = { transcript_object: undefined, transcript_with_tool_calls: undefined };
    expect(eventOf(retell(changed("call_ended", bare))).transcript).toEqual({
      kind: "snapshot",
      turns: [
        { role: "agent", text: "Hi Dana, this is Maya.", start_ms: null, end_ms: null },
        { role: "caller", text: "Hi.", start_ms: null, end_ms: null },
      ],
    });
  });

  test("with fields of the wrong type loses those fields and nothing else", () => {
    const event = eventOf(
      retell(
        changed("call_ended", {
          duration_ms: "long",
          call_cost: "free",
          latency: [],
          recording_url: 7,
          transcript_with_tool_calls: ["?", null, ...DOCUMENTED.call.transcript_with_tool_calls],
          direction: "sideways",
          end_timestamp: 9e15,
        }),
      ),
    );
    expect(event.facets.party?.from_number).toBe("+14155550100");
    expect(event.facets.party?.direction).toBeNull();
    expect(event.facets.cost).toBeUndefined();
    expect(event.facets.end).toEqual({ ended_at: null, duration_ms: null });
    expect(event.transcript).toMatchObject({ turns: [{ role: "agent" }, {}, {}, {}] });
  });

  test("holds nothing that Postgres would refuse", () => {
    const nasty = "a\u0000b\ud83d";
    const event = eventOf(
      retell(changed("call_ended", { transcript: nasty, metadata: { [nasty]: nasty }, from_number: nasty })),
    );
    expect(JSON.stringify(event)).not.toMatch(/\\u0000|\\ud83d/);
    expect(event.facets.metadata?.metadata).toMatchObject({ "ab\ufffd": "ab\ufffd" });
  });

  test("that Foyer has no use for is ignored with a reason, one that is broken is unusable with a reason", () => {
    expect(retell({ event: "chat_started", chat: { chat_id: "c" } })).toMatchObject({ outcome: "ignored" });
    expect(retell({ event: "call_inbound", call_inbound: {} })).toMatchObject({ outcome: "ignored" });
    expect(retell({ event: "call_glowed", call: { call_id: "call_1" } })).toMatchObject({
      outcome: "ignored",
      vendor_call_id: "call_1",
    });
    for (const body of [
      undefined,
      null,
      7,
      "text",
      [],
      {},
      { event: "call_ended" },
      { event: "call_ended", call: {} },
    ]) {
      expect(retell(body)).toMatchObject({ outcome: "unusable", vendor_call_id: null });
    }
    expect(retell({ event: "call_ended", call: { call_id: "x".repeat(201) } }).outcome).toBe("unusable");
  });

  test("of any shape whatever never throws", () => {
    const deep = JSON.parse(`${'{"event":"call_ended","call":'.repeat(1)}${"[".repeat(20_000)}${"]".repeat(20_000)}}`);
    expect(retell(deep).outcome).toBe("unusable");
    const call = fc.dictionary(fc.constantFrom(...Object.keys(DOCUMENTED.call)), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.constantFrom("call_started", "transcript_updated", "transfer_ended", "call_ended", "call_analyzed"),
        call,
        (event, fields) => {
          const { outcome } = retell({ event, call: { call_id: "call_1", ...fields } });
          expect(["call", "unusable"]).toContain(outcome);
        },
      ),
      { numRuns: 2_000, seed: 7 },
    );
  });
});

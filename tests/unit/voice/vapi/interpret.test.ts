import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpretVapi } from "@/lib/voice/vapi/interpret";
import { about, CALL, RECEIVED, REPORT, vapi } from "@/tests/support/documented-vapi";
import { eventOf } from "@/tests/support/event-of";

describe("a Vapi server message", () => {
  test("with the documented report is understood whole", () => {
    const interpretation = vapi(REPORT);
    expect(interpretation.event_key).toBe(`end-of-call-report:${CALL}`);
    expect(eventOf(interpretation)).toEqual({
      kind: "analyzed",
      rank: 3,
      at_ms: 1763990520999,
      vendor_call_id: CALL,
      vendor_agent_id: "as-uuid",
      facets: {
        status: { status: "ended" },
        party: { channel: "phone", direction: "inbound", from_number: "+13125550147", to_number: "+14155550100" },
        start: { started_at: "2026-11-24T12:00:02.100Z" },
        end: { ended_at: "2026-11-24T12:01:58.900Z", duration_ms: 116_800 },
        outcome: { disconnection_reason: "customer-ended-call" },
        analysis: {
          successful: true,
          voicemail: false,
          sentiment: null,
          summary: "Caller booked.",
          custom_analysis: { booked: true, intent: "booking" },
          analyzed_at: "2025-11-24T13:22:00.999Z",
        },
        cost: {
          cost_micros: 142_300,
          cost_currency: "USD",
          cost_breakdown: [
            { label: "Telephony (twilio)", cost_micros: 19_000 },
            { label: "Language model (openai gpt-4.1)", cost_micros: 25_800 },
            { label: "Platform", cost_micros: 97_500 },
            { label: "Analysis (summary)", cost_micros: 0 },
          ],
        },
        latency: {
          latency: {
            e2e: { p50: 900, p90: 900, p95: 900, max: 900, num: 2, average: 800 },
            llm: { p50: 520, p90: 520, p95: 520, max: 520, num: 2 },
            tts: { p50: 190, p90: 190, p95: 190, max: 190, num: 1, average: 180 },
          },
          latency_p50_ms: 900,
        },
        recording: {
          recording_url: "https://storage.example/x-mono.wav",
          recording_stereo_url: "https://storage.example/x-stereo.wav",
        },
      },
      transcript: {
        kind: "snapshot",
        turns: [
          { role: "agent", text: "Hi.", start_ms: 500, end_ms: 1300 },
          {
            role: "tool_call",
            text: "",
            start_ms: 2000,
            end_ms: null,
            tool: { id: "t1", name: "book", arguments: '{"slot":"x"}' },
          },
          { role: "tool_result", text: '{"ok":true}', start_ms: 3000, end_ms: null, tool: { id: "t1", name: "book" } },
        ],
      },
    });
  });

  test("keeps its key when addresses are signed anew on a retry", () => {
    const again = { ...REPORT, artifact: { ...REPORT.artifact, presignedMonoUrl: "https://storage.example/other" } };
    expect(vapi(again).event_key).toBe(vapi(REPORT).event_key);
    expect(about({ type: "status-update", status: "ringing" }).event_key).toBe(`status-update:${CALL}:ringing`);
    expect(about({ type: "status-update", status: "ringing", timestamp: 1763990999999 }).event_key).toBe(
      `status-update:${CALL}:ringing`,
    );
  });

  test("walks a call through its statuses, and its end never touches the start", () => {
    const statuses = ["queued", "ringing", "in-progress", "forwarding", "ended"].map((status) =>
      eventOf(
        about({ type: "status-update", status, endedReason: status === "ended" ? "customer-ended-call" : undefined }),
      ),
    );
    expect(statuses.map(({ facets, rank }) => [facets.status?.status, rank])).toEqual([
      ["ringing", 0],
      ["ringing", 0],
      ["in_progress", 1],
      ["in_progress", 1],
      ["ended", 2],
    ]);
    expect(statuses.map(({ facets }) => facets.start?.started_at)).toEqual([
      "2026-11-24T12:00:00.000Z",
      "2026-11-24T12:00:00.000Z",
      "2025-11-24T13:21:40.000Z",
      undefined,
      undefined,
    ]);
    expect(about({ type: "status-update", status: "not-found" }).outcome).toBe("ignored");
  });

  test("of a transfer names where to; the next assistant of a squad is no transfer", () => {
    const handed = (destination: object) => about({ type: "transfer-update", destination });
    const to = (destination: object) => eventOf(handed(destination)).facets.transfer;
    expect(to({ type: "number", number: "+13125550199" })).toEqual({ transfer_destination: "+13125550199" });
    expect(to({ type: "sip", sipUri: "sip:desk@example.com" })).toEqual({
      transfer_destination: "sip:desk@example.com",
    });
    expect(handed({ type: "assistant", assistantName: "Billing" }).outcome).toBe("ignored");
    expect(eventOf(about({ type: "status-update", status: "ended" })).facets.transfer).toBeUndefined();
  });

  test.each([
    ["customer-did-not-answer", "not_connected"],
    ["voicemail", "ended"],
    ["pipeline-error-openai-llm-failed", "error"],
    ["call.in-progress.error-vapifault-openai-llm-failed", "error"],
    ["a-reason-of-tomorrow", "ended"],
  ])("that ended with %s settles as %s", (endedReason, status) => {
    expect(eventOf(about({ type: "status-update", status: "ended", endedReason })).facets.status).toEqual({ status });
  });

  test("of a call nobody answered starts when it was created and lasts no time", () => {
    const facets = eventOf(about({ type: "end-of-call-report", endedReason: "customer-busy" })).facets;
    expect(facets.start?.started_at).toBe("2026-11-24T12:00:00.000Z");
    expect(facets.end?.duration_ms).toBe(0);
  });

  test("of an outbound call turns the numbers round; a web call has none", () => {
    const party = (type: string) =>
      eventOf(about({ type: "status-update", status: "ringing", call: { ...REPORT.call, type } })).facets.party;
    expect(party("outboundPhoneCall")).toMatchObject({
      direction: "outbound",
      from_number: "+14155550100",
      to_number: "+13125550147",
    });
    expect(party("webCall")).toMatchObject({ channel: "web", from_number: null });
  });

  test("with final words is one utterance; words still being recognised are ignored", () => {
    const words = { type: 'transcript[transcriptType="final"]', role: "user", transcript: "Hello?" };
    const live = { ...REPORT.call, startedAt: "2025-11-24T13:21:30.000Z" };
    const event = eventOf(about({ ...words, call: live }));
    expect(event).toMatchObject({ kind: "transcript_updated", rank: 1 });
    expect(event.transcript).toEqual({
      kind: "utterance",
      at_ms: 1763990500000,
      turn: { role: "caller", text: "Hello?", start_ms: null, end_ms: 10_000 },
    });
    expect(about({ ...words, type: "transcript", transcriptType: "partial" }).outcome).toBe("ignored");
  });

  test("with the conversation so far is a snapshot, in either format", () => {
    const openAi = [
      { role: "system", content: "You are …" },
      { role: "assistant", content: "Hi." },
      { role: "user", content: "Hello." },
    ];
    const event = eventOf(about({ type: "conversation-update", messagesOpenAIFormatted: openAi }));
    expect(event.transcript).toMatchObject({
      kind: "snapshot",
      turns: [{ role: "agent" }, { role: "caller", text: "Hello." }],
    });
  });

  test.each([
    ["true", true],
    ["false", false],
    ["Pass", true],
    ["FAIL", false],
    ["8", true],
    ["5", false],
    ["73%", true],
    ["40", false],
    ["Excellent", true],
    ["Strongly Disagree", false],
    ["Fair", null],
    ["it depends", null],
    [undefined, null],
  ])("judged %s is successful: %s", (successEvaluation, successful) => {
    const event = eventOf(vapi({ ...REPORT, analysis: { successEvaluation } }));
    expect(event.facets.analysis?.successful).toBe(successful);
  });

  test("keeps the answers of every plan of an analysis, also where two give theirs the same name", () => {
    const structuredDataMulti = [{ vehicle: { year: 2021 } }, { mood: "calm" }, { mood: "hurried" }];
    const { facets } = eventOf(
      vapi({ ...REPORT, analysis: { structuredData: { booked: true }, structuredDataMulti } }),
    );
    expect(facets.analysis?.custom_analysis).toEqual({
      booked: true,
      vehicle: { year: 2021 },
      mood: "calm",
      "mood 2": "hurried",
      intent: "booking",
    });
  });

  test("that waits for an answer or says nothing of the call is ignored with a reason", () => {
    const types = [
      "assistant-request",
      "tool-calls",
      "hang",
      "speech-update",
      "user-interrupted",
      "model-output",
      "new-in-2027",
    ];
    for (const type of types) {
      const seen = about({ type, toolCallList: [{ id: "call_1" }] });
      expect(seen).toMatchObject({ outcome: "ignored", event_type: type, vendor_call_id: CALL });
    }
    const two = ["call_1", "call_2"].map((id) => about({ type: "tool-calls", toolCallList: [{ id }] }).event_key);
    expect(new Set(two).size).toBe(2);
  });

  test("that is broken is unusable, and none ever throws", () => {
    for (const body of [null, 7, [], {}, { message: 7 }, { message: {} }, { message: { type: "status-update" } }]) {
      expect(interpretVapi(body, RECEIVED).outcome).toBe("unusable");
    }
    const fields = fc.dictionary(fc.constantFrom(...Object.keys(REPORT)), fc.jsonValue());
    const calls = fc.dictionary(fc.constantFrom(...Object.keys(REPORT.call), "startedAt", "analysis"), fc.jsonValue());
    const types = fc.constantFrom(
      "status-update",
      "end-of-call-report",
      "transcript",
      "conversation-update",
      "transfer-update",
    );
    fc.assert(
      fc.property(types, fields, calls, (type, message, odd) => {
        expect(() => vapi({ ...message, type, call: { id: CALL, ...odd } })).not.toThrow();
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });
});

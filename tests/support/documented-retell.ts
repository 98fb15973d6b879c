import { interpretRetell } from "@/lib/voice/retell/interpret";

export const RECEIVED = 1764000999000;
export const START = 1763990400123;

/** A delivery as Retell documents it. */
export const DOCUMENTED = {
  event: "call_analyzed",
  call: {
    call_id: "call_7c1d9e02b4f84b6f",
    call_type: "phone_call",
    agent_id: "agent_2f9a7c1e5b",
    call_status: "ended",
    direction: "outbound",
    from_number: "+14155550100",
    to_number: "+13125550147",
    metadata: { lead_id: "ld_01J9" },
    retell_llm_dynamic_variables: { first_name: "Dana" },
    start_timestamp: START,
    end_timestamp: 1763990518456,
    duration_ms: 118333,
    transcript: "Agent: Hi Dana, this is Maya.\nUser: Hi.\n",
    transcript_object: [
      { role: "agent", content: "Hi Dana, this is Maya.", words: [{ word: "Hi", start: 0.4, end: 0.6 }] },
      { role: "user", content: "Hi.", words: [{ word: "Hi.", start: 2.1, end: 2.3 }] },
    ],
    transcript_with_tool_calls: [
      { role: "agent", content: "Hi Dana, this is Maya.", words: [{ word: "Hi", start: 0.4, end: 0.6 }] },
      { role: "tool_call_invocation", tool_call_id: "tool_call_a1", name: "book_slot", arguments: '{"slot":"x"}' },
      { role: "tool_call_result", tool_call_id: "tool_call_a1", content: '{"ok":true}', successful: true },
      { role: "dtmf", digit: "3" },
    ],
    recording_url: "https://example-cdn.invalid/rec/call_7c1d.wav",
    disconnection_reason: "user_hangup",
    latency: { e2e: { p50: 712.4, p90: 980, values: [1, 2] }, llm: "?" },
    call_cost: { combined_cost: 21.4, product_costs: [{ product: "elevenlabs_tts", unit_price: 0.1166, cost: 13.8 }] },
    call_analysis: {
      call_summary: "Dana booked for Wednesday.",
      user_sentiment: "Positive",
      call_successful: true,
      in_voicemail: false,
      custom_analysis_data: { appointment_booked: true },
    },
  },
};

export const retell = (body: unknown) => interpretRetell(body, RECEIVED);
/** The documented call with other fields, in another event. */
export const changed = (event: string, call: object, more: object = {}) => ({
  event,
  call: { ...DOCUMENTED.call, call_analysis: undefined, ...call },
  ...more,
});

import { interpretVapi } from "@/lib/voice/vapi/interpret";

export const RECEIVED = 1764000999000;
export const CALL = "3f0c2a1e-8d4b-4f6a-9b1c-0a1b2c3d4e5f";

/** An end-of-call report as Vapi documents it. */
export const REPORT = {
  type: "end-of-call-report",
  timestamp: 1763990520999,
  endedReason: "customer-ended-call",
  startedAt: "2026-11-24T12:00:02.100Z",
  endedAt: "2026-11-24T12:01:58.900Z",
  cost: 0.1423,
  costs: [
    { type: "transport", provider: "twilio", minutes: 1.95, cost: 0.019 },
    { type: "model", model: { provider: "openai", model: "gpt-4.1" }, cost: 0.0258 },
    { type: "vapi", subType: "normal", minutes: 1.95, cost: 0.0975 },
    { type: "analysis", analysisType: "summary", cost: 1e-7 },
  ],
  analysis: { summary: "Caller booked.", successEvaluation: "true", structuredData: { booked: true } },
  artifact: {
    transcript: "AI: Hi.\nUser: Hello.\n",
    recordingUrl: "https://storage.example/x-mono.wav",
    stereoRecordingUrl: "https://storage.example/x-stereo.wav",
    presignedMonoUrl: "https://storage.example/x-mono.wav?signed=1",
    structuredOutputs: { "0b1c": { name: "intent", result: "booking" } },
    messages: [
      { role: "system", message: "You are …", time: 1763990402100, secondsFromStart: 0 },
      {
        role: "bot",
        message: "Hi.",
        time: 1763990402600,
        endTime: 1763990403400,
        secondsFromStart: 0.5,
        duration: 800,
      },
      {
        role: "tool_calls",
        message: "",
        time: 1,
        secondsFromStart: 2,
        toolCalls: [{ id: "t1", type: "function", function: { name: "book", arguments: { slot: "x" } } }],
      },
      { role: "tool_call_result", toolCallId: "t1", name: "book", result: '{"ok":true}', time: 1, secondsFromStart: 3 },
    ],
    performanceMetrics: {
      turnLatencies: [
        { turnLatency: 900, modelLatency: 520, voiceLatency: 190 },
        { turnLatency: 700, modelLatency: 310 },
        {},
      ],
      turnLatencyAverage: 800,
      voiceLatencyAverage: 180,
    },
  },
  customer: { number: "+13125550147" },
  phoneNumber: { id: "pn-uuid", number: "+14155550100" },
  call: {
    id: CALL,
    type: "inboundPhoneCall",
    assistantId: "as-uuid",
    createdAt: "2026-11-24T12:00:00.000Z",
    updatedAt: "2026-11-24T12:02:00.000Z",
  },
};

export const vapi = (message: unknown) => interpretVapi({ message }, RECEIVED);
const { call, customer, phoneNumber } = REPORT;
/** Another message about the same call. */
export const about = (message: object) => vapi({ timestamp: 1763990500000, call, customer, phoneNumber, ...message });

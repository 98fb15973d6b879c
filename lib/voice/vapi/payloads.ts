import { z } from "zod";
import { finite, isoInstant, listOf, maybe, record, shortText, text, unixMs } from "../loose";

/** What Vapi sends and serves, loosely. Source: types of @vapi-ai/server-sdk 2.0.1 and docs.vapi.ai/server-url/events. */

/** One tool call, in any of the three shapes seen: OpenAI's, `{name, arguments}` and `{name, parameters}`. */
const VapiToolCall = z.looseObject({
  id: shortText,
  name: shortText,
  arguments: maybe(z.unknown()),
  parameters: maybe(z.unknown()),
  function: maybe(z.looseObject({ name: shortText, arguments: maybe(z.unknown()) })),
});
export type VapiToolCall = z.infer<typeof VapiToolCall>;

/** Tool calls of an entry of a conversation. */
export const VapiToolCalls = listOf(VapiToolCall);

/** Conversations, which a message may hold four times: only `./turns` reads them, and as few as it needs. */
const unread = maybe(z.unknown());

const Destination = maybe(z.looseObject({ number: shortText, sipUri: shortText }));
const Party = maybe(z.looseObject({ number: shortText, sipUri: shortText }));

const CostItem = z.looseObject({
  type: shortText,
  subType: shortText,
  analysisType: shortText,
  provider: shortText,
  cost: finite,
  model: maybe(z.looseObject({ provider: shortText, model: shortText })),
  transcriber: maybe(z.looseObject({ provider: shortText, model: shortText })),
  voice: maybe(z.looseObject({ provider: shortText })),
});
export type VapiCostItem = z.infer<typeof CostItem>;

const Analysis = maybe(
  z.looseObject({
    summary: text,
    successEvaluation: maybe(z.union([z.string(), z.boolean(), z.number()])),
    structuredData: record,
    structuredDataMulti: listOf(z.record(z.string(), z.unknown())),
  }),
);

const Artifact = maybe(
  z.looseObject({
    messages: unread,
    messagesOpenAIFormatted: unread,
    transcript: text,
    recordingUrl: text,
    stereoRecordingUrl: text,
    recording: maybe(z.looseObject({ stereoUrl: text, mono: maybe(z.looseObject({ combinedUrl: text })) })),
    structuredOutputs: record,
    transfers: listOf(z.looseObject({ destination: Destination })),
    performanceMetrics: maybe(
      z.looseObject({
        turnLatencies: listOf(
          z.looseObject({
            turnLatency: finite,
            modelLatency: finite,
            voiceLatency: finite,
            transcriberLatency: finite,
            endpointingLatency: finite,
          }),
        ),
        turnLatencyAverage: finite,
        modelLatencyAverage: finite,
        voiceLatencyAverage: finite,
        transcriberLatencyAverage: finite,
        endpointingLatencyAverage: finite,
      }),
    ),
  }),
);

export const VapiCall = z.looseObject({
  id: shortText,
  type: shortText,
  status: shortText,
  assistantId: shortText,
  phoneNumberId: shortText,
  createdAt: isoInstant,
  updatedAt: isoInstant,
  startedAt: isoInstant,
  endedAt: isoInstant,
  endedReason: shortText,
  cost: finite,
  costs: listOf(CostItem),
  analysis: Analysis,
  artifact: Artifact,
  destination: Destination,
  customer: Party,
  phoneNumber: Party,
  metadata: record,
  assistantOverrides: maybe(z.looseObject({ metadata: record, variableValues: record })),
});
export type VapiCall = z.infer<typeof VapiCall>;

export const VapiMessage = z.looseObject({
  type: shortText,
  timestamp: unixMs,
  call: maybe(VapiCall),
  assistant: maybe(z.looseObject({ id: shortText })),
  customer: Party,
  phoneNumber: Party,
  status: shortText,
  endedReason: shortText,
  destination: Destination,
  startedAt: isoInstant,
  endedAt: isoInstant,
  cost: finite,
  costs: listOf(CostItem),
  analysis: Analysis,
  artifact: Artifact,
  role: shortText,
  transcriptType: shortText,
  transcript: text,
  messages: unread,
  messagesOpenAIFormatted: unread,
  toolCallList: listOf(VapiToolCall),
  toolCalls: listOf(VapiToolCall),
});
export type VapiMessage = z.infer<typeof VapiMessage>;

export const VapiServerMessage = z.looseObject({ message: maybe(VapiMessage) });

/** A call as the API serves it: its own JSON beside what we read of it. */
export const VapiFetchedCall = z
  .record(z.string(), z.unknown())
  .transform((raw) => ({ raw, call: VapiCall.parse(raw) }));

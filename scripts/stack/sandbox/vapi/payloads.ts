import type { Vapi } from "@vapi-ai/server-sdk";
import { type CallFacts, callLength } from "../calls/call-facts";
import { wasConnected } from "../conversations/conversation";
import { type TimedLine, timelineOf } from "../speech/timeline";
import { artifact, messages, openAiMessages } from "./artifact";
import * as vapi from "./call-object";
import { vapiCosts } from "./costs";
import { toolCalls, type VapiToolCalls } from "./tool-calls";

/** What an assistant without `serverMessages` sends, as far as the sandbox plays it. */
export const DEFAULT_SERVER_MESSAGES: readonly string[] = [
  "conversation-update",
  "end-of-call-report",
  "hang",
  "speech-update",
  "status-update",
  "tool-calls",
];

type Envelope = {
  timestamp: number;
  call: Vapi.Call;
  assistant?: { name: string };
  customer: Vapi.CreateCustomerDto;
  phoneNumber: { id: string; number: string; provider: "twilio"; twilioAccountSid: string };
};

type NumberDestination = { type: "number"; number: string };

/** The part of each message that its type adds to the envelope. */
export type VapiContent =
  | { type: "assistant-request" }
  | {
      type: "status-update";
      status: Vapi.CallStatus;
      endedReason?: Vapi.CallEndedReason;
      destination?: NumberDestination;
      artifact?: Vapi.Artifact;
    }
  | { type: "speech-update"; status: "started" | "stopped"; role: "assistant" | "user"; turn: number }
  | { type: "transcript"; role: "assistant" | "user"; transcriptType: "partial" | "final"; transcript: string }
  | {
      type: "conversation-update";
      messages: Vapi.ArtifactMessagesItem[];
      messagesOpenAIFormatted: Vapi.OpenAiMessage[];
    }
  | ({ type: "tool-calls"; artifact: Vapi.Artifact } & VapiToolCalls)
  | { type: "hang" }
  | { type: "transfer-update"; destination: NumberDestination }
  | {
      type: "end-of-call-report";
      endedReason: Vapi.CallEndedReason;
      analysis: Vapi.Analysis;
      artifact: Vapi.Artifact;
      cost: number;
      costs: Vapi.CallCostsItem[];
      startedAt?: string;
      endedAt: string;
      destination?: NumberDestination;
    };

export type VapiMessage = Envelope & VapiContent;

export type VapiDelivery = {
  /** When the vendor sends it, in milliseconds after the call's `started_at`; negative while it still rings. */
  offset_ms: number;
  body: { message: VapiMessage };
};

export type VapiMessageOptions = {
  /** The assistant's `serverMessages`; every message when left out. */
  server_messages?: readonly string[];
  /** The number has no assistant, so the server is asked for one while the phone rings. */
  assistant_request?: boolean;
};

/** A tool that takes longer than this leaves the caller in silence, and Vapi says so with `hang`. */
const HANG_MS = 5_000;

/** Every server message of one call in the order of sending. `JSON.stringify(body)` is what is authenticated and posted. */
export function vapiServerMessages(call: CallFacts, options: VapiMessageOptions = {}): VapiDelivery[] {
  const messages = [...ringing(call, options), ...conversation(call), ...closing(call)];
  return messages
    .filter((delivery) => isWanted(delivery.body.message, options.server_messages))
    .sort((a, b) => a.offset_ms - b.offset_ms);
}

/** Whether a list of `serverMessages` lets a message through; `assistant-request` is never filtered. */
function isWanted(message: VapiMessage, wanted: readonly string[] | undefined): boolean {
  if (!wanted || message.type === "assistant-request" || wanted.includes(message.type)) return true;
  if (message.type === "transfer-update") return wanted.includes("transfer-update");
  return (
    message.type === "transcript" &&
    message.transcriptType === "final" &&
    wanted.includes('transcript[transcriptType="final"]')
  );
}

function ringing(call: CallFacts, options: VapiMessageOptions): VapiDelivery[] {
  const before = vapi.createdAt(call) - call.started_at;
  if (call.conversation.direction === "inbound") {
    return [
      ...(options.assistant_request ? [send(call, before + 40, "ringing", { type: "assistant-request" })] : []),
      status(call, before + 20, "ringing"),
    ];
  }
  return [status(call, before, "queued"), status(call, before + 1_200, "ringing")];
}

function conversation(call: CallFacts): VapiDelivery[] {
  if (!wasConnected(call.conversation)) return [];
  const { steps } = timelineOf(call.conversation);
  let turn = 0;
  return [
    status(call, 0, "in-progress"),
    ...steps.flatMap((step, index): VapiDelivery[] => {
      const until = steps.slice(0, index + 1);
      if (step.kind === "line") return spoken(call, step, until, turn++);
      if (step.kind === "tool") {
        const content = { ...toolCalls(call, step, index), artifact: { messages: messages(call, until.slice(0, -1)) } };
        const asked = send(call, step.start_ms, "in-progress", { type: "tool-calls", ...content });
        if (step.took_ms < HANG_MS) return [asked];
        return [asked, send(call, step.start_ms + HANG_MS, "in-progress", { type: "hang" })];
      }
      if (step.kind !== "transfer") return [];
      const destination = { type: "number" as const, number: step.destination };
      return [
        send(call, step.start_ms, "forwarding", { type: "transfer-update", destination }),
        send(call, step.start_ms, "forwarding", { type: "status-update", status: "forwarding", destination }),
      ];
    }),
  ];
}

function spoken(
  call: CallFacts,
  line: TimedLine,
  until: ReturnType<typeof timelineOf>["steps"],
  turn: number,
): VapiDelivery[] {
  const role = line.speaker === "caller" ? "user" : "assistant";
  const half = line.words[Math.floor(line.words.length / 2)];
  const heard = line.words.slice(0, Math.floor(line.words.length / 2)).map(({ word }) => word);
  const now = "in-progress";
  return [
    send(call, line.start_ms, now, { type: "speech-update", status: "started", role, turn }),
    ...(half && heard.length > 1
      ? [
          send(call, half.start_ms, now, {
            type: "transcript",
            role,
            transcriptType: "partial",
            transcript: heard.join(" "),
          }),
        ]
      : []),
    send(call, line.end_ms, now, { type: "transcript", role, transcriptType: "final", transcript: line.text }),
    send(call, line.end_ms, now, { type: "speech-update", status: "stopped", role, turn }),
    send(call, line.end_ms, now, {
      type: "conversation-update",
      messages: messages(call, until),
      messagesOpenAIFormatted: openAiMessages(until),
    }),
  ];
}

function closing(call: CallFacts): VapiDelivery[] {
  const ended_ms = callLength(call.conversation);
  const ended = vapi.endedCall(call);
  const timeline = timelineOf(call.conversation);
  const endedReason = vapi.ENDED_REASON[call.conversation.ending];
  const handover = call.conversation.steps.find((step) => step.kind === "transfer");
  const destination = handover && { destination: { type: "number" as const, number: handover.destination } };
  const reported_ms = ended_ms + vapi.REPORT_MS;
  const { cost, costs } = vapiCosts(timeline);
  return [
    post(call, ended_ms, ended, { type: "status-update", status: "ended", endedReason, ...destination }),
    post(call, reported_ms, vapi.reportedCall(call, call.started_at + reported_ms), {
      type: "end-of-call-report",
      endedReason,
      analysis: vapi.analysis(call),
      artifact: artifact(call, timeline, call.started_at + reported_ms),
      cost,
      costs,
      ...(ended.startedAt && { startedAt: ended.startedAt }),
      endedAt: new Date(call.started_at + ended_ms).toISOString(),
      ...destination,
    }),
  ];
}

const status = (call: CallFacts, offset_ms: number, value: Vapi.CallStatus): VapiDelivery =>
  send(call, offset_ms, value, { type: "status-update", status: value });

const send = (call: CallFacts, offset_ms: number, state: Vapi.CallStatus, content: VapiContent): VapiDelivery =>
  post(call, offset_ms, vapi.callInStatus(call, state, call.started_at + offset_ms), content);

function post(call: CallFacts, offset_ms: number, object: Vapi.Call, content: VapiContent): VapiDelivery {
  // The artifact stands beside the call in a message, not inside it.
  const { artifact: _, assistantId, ...withoutArtifact } = object;
  const isAsked = content.type === "assistant-request";
  const envelope: Envelope = {
    timestamp: call.started_at + offset_ms,
    call: isAsked || !assistantId ? withoutArtifact : { ...withoutArtifact, assistantId },
    ...(!isAsked && { assistant: { name: call.agent.name } }),
    customer: vapi.customer(call),
    phoneNumber: {
      id: vapi.phoneNumberId(call),
      number: call.business_number,
      provider: "twilio",
      twilioAccountSid: "AC00000000000000000000000000000000",
    },
  };
  return { offset_ms, body: { message: { ...envelope, ...content } } };
}

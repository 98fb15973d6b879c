import type { Vapi } from "@vapi-ai/server-sdk";
import { type CallFacts, recordingUrls } from "../calls/call-facts";
import { fillDates } from "../calls/fill-dates";
import type { TimedStep, Timeline } from "../speech/timeline";
import { toolCallId } from "./tool-calls";

const INSTRUCTIONS = "You are the friendly front office of a local business. Keep answers short and warm.";

/** Messages of an artifact up to the given steps: times in milliseconds since 1970, `duration` in milliseconds. */
export function messages(call: CallFacts, steps: readonly TimedStep[]): Vapi.ArtifactMessagesItem[] {
  const system = { role: "system", message: INSTRUCTIONS, time: call.started_at - 900, secondsFromStart: 0 };
  return [system, ...steps.flatMap((step, index) => message(call, step, index))];
}

function message(call: CallFacts, step: TimedStep, index: number): Vapi.ArtifactMessagesItem[] {
  const time = call.started_at + step.start_ms;
  const secondsFromStart = step.start_ms / 1000;
  if (step.kind === "line") {
    const duration = step.end_ms - step.start_ms;
    const role = step.speaker === "caller" ? "user" : "bot";
    return [{ role, message: step.text, time, endTime: time + duration, secondsFromStart, duration }];
  }
  if (step.kind !== "tool") return [];
  const id = toolCallId(call, index);
  const seen = fillDates({ input: step.arguments, output: step.result }, call.started_at);
  const toolCall = { id, type: "function", function: { name: step.name, arguments: JSON.stringify(seen.input) } };
  return [
    { role: "tool_calls", toolCalls: [toolCall], message: "", time, secondsFromStart },
    {
      role: "tool_call_result",
      toolCallId: id,
      name: step.name,
      result: JSON.stringify(seen.output),
      time: time + step.took_ms,
      secondsFromStart: step.end_ms / 1000,
    },
  ];
}

/** The same conversation in the words of OpenAI's chat format. */
export function openAiMessages(steps: readonly TimedStep[]): Vapi.OpenAiMessage[] {
  const spoken = steps.flatMap((step): Vapi.OpenAiMessage[] =>
    step.kind === "line" ? [{ role: step.speaker === "caller" ? "user" : "assistant", content: step.text }] : [],
  );
  return [{ role: "system", content: INSTRUCTIONS }, ...spoken];
}

/** `AI: …\nUser: …\n` */
export const transcriptText = (steps: readonly TimedStep[]): string =>
  steps
    .flatMap((step) => (step.kind === "line" ? [`${step.speaker === "caller" ? "User" : "AI"}: ${step.text}\n`] : []))
    .join("");

/** The artifact of a finished call; `now` stamps the addresses that are signed anew for each delivery. */
export function artifact(call: CallFacts, timeline: Timeline, now: number): Vapi.Artifact {
  if (timeline.steps.length === 0) return { messages: [], messagesOpenAIFormatted: [], transcript: "" };
  const urls = recordingUrls(call);
  const expires = now + 3_600_000;
  return {
    messages: messages(call, timeline.steps),
    messagesOpenAIFormatted: openAiMessages(timeline.steps),
    transcript: transcriptText(timeline.steps),
    recordingUrl: urls.mono,
    stereoRecordingUrl: urls.stereo,
    recording: { stereoUrl: urls.stereo, mono: { combinedUrl: urls.mono } },
    presignedMonoUrl: `${urls.mono}?expires=${expires}`,
    presignedStereoUrl: `${urls.stereo}?expires=${expires}`,
    presignedUrlsExpiresAt: new Date(expires).toISOString(),
    logUrl: urls.log,
    performanceMetrics: performanceMetrics(timeline),
    ...(call.dynamic_variables && { variableValues: call.dynamic_variables }),
  };
}

/** Latencies in milliseconds, as heard in the recording, with the parts they usually fall into. */
function performanceMetrics(timeline: Timeline): Vapi.PerformanceMetrics {
  const turns = timeline.steps.flatMap((step) =>
    step.kind === "line" && step.latency_ms !== undefined ? [step.latency_ms] : [],
  );
  if (turns.length === 0) return {};
  const average = (share: number) => Math.round((turns.reduce((sum, turn) => sum + turn, 0) / turns.length) * share);
  return {
    turnLatencies: turns.map((turnLatency) => ({
      modelLatency: Math.round(turnLatency * 0.52),
      voiceLatency: Math.round(turnLatency * 0.22),
      transcriberLatency: Math.round(turnLatency * 0.12),
      endpointingLatency: Math.round(turnLatency * 0.14),
      turnLatency,
    })),
    turnLatencyAverage: average(1),
    modelLatencyAverage: average(0.52),
    voiceLatencyAverage: average(0.22),
    transcriberLatencyAverage: average(0.12),
    endpointingLatencyAverage: average(0.14),
  };
}

import type { PhoneCallResponse } from "retell-sdk/resources/call";
import { fillDates } from "../calls/fill-dates";
import type { TimedLine, TimedStep } from "../speech/timeline";

const ROLES = { agent: "agent", caller: "user", transfer_target: "transfer_target" } as const;
const NAMES = { agent: "Agent", caller: "User", transfer_target: "Transfer Target" } as const;

const isLine = (step: TimedStep): step is TimedLine => step.kind === "line";

/** `Agent: …\nUser: …\n` */
export const transcriptText = (steps: readonly TimedStep[]): string =>
  steps
    .filter(isLine)
    .map((line) => `${NAMES[line.speaker]}: ${line.text}\n`)
    .join("");

/** Utterances with the seconds of every word. */
export const transcriptObject = (steps: readonly TimedStep[]): PhoneCallResponse.TranscriptObject[] =>
  steps.filter(isLine).map(utterance);

/** The same with tool uses and pressed digits in between. */
export function transcriptWithToolCalls(
  steps: readonly TimedStep[],
  call: { call_id: string; started_at: number },
): NonNullable<PhoneCallResponse["transcript_with_tool_calls"]> {
  return steps.flatMap((step, index): NonNullable<PhoneCallResponse["transcript_with_tool_calls"]> => {
    if (isLine(step)) return [utterance(step)];
    if (step.kind === "digit") return [{ role: "dtmf", digit: step.digit }];
    if (step.kind !== "tool") return [];
    const tool_call_id = `tool_${call.call_id.slice(-8)}_${index}`;
    const seen = fillDates({ input: step.arguments, output: step.result }, call.started_at);
    return [
      { role: "tool_call_invocation", tool_call_id, name: step.name, arguments: JSON.stringify(seen.input) },
      { role: "tool_call_result", tool_call_id, content: JSON.stringify(seen.output), successful: step.successful },
    ];
  });
}

function utterance(line: TimedLine): PhoneCallResponse.TranscriptObject {
  return {
    role: ROLES[line.speaker],
    content: line.text,
    words: line.words.map(({ word, start_ms, end_ms }) => ({ word, start: start_ms / 1000, end: end_ms / 1000 })),
  };
}

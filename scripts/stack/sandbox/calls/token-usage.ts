import type { TimedStep } from "../speech/timeline";

/** What one request to the language model would have used; every agent line and tool use is one request. */
export type ModelRequest = { prompt_tokens: number; completion_tokens: number };

const INSTRUCTIONS_TOKENS = 1_180;
const CHARACTERS_PER_TOKEN = 4;

/** The model requests of a conversation: each prompt carries the instructions and all that was said before. */
export function modelRequests(steps: readonly TimedStep[]): ModelRequest[] {
  let history = INSTRUCTIONS_TOKENS;
  const requests: ModelRequest[] = [];
  for (const step of steps) {
    const said = step.kind === "line" ? step.text : step.kind === "tool" ? JSON.stringify(step.arguments) : "";
    const tokens = Math.ceil(said.length / CHARACTERS_PER_TOKEN);
    if (step.kind === "tool" || (step.kind === "line" && step.speaker === "agent")) {
      requests.push({ prompt_tokens: history, completion_tokens: tokens });
    }
    history +=
      tokens + (step.kind === "tool" ? Math.ceil(JSON.stringify(step.result).length / CHARACTERS_PER_TOKEN) : 0);
  }
  return requests;
}

import { Status } from "./status";

const LOOK = {
  waiting: { tone: "warn", shape: "ring", word: "Waiting", hint: "No signed webhook has arrived yet" },
  validated: { tone: "good", shape: "dot", word: "Answering", hint: "Validated by a signed webhook" },
  failing: {
    tone: "bad",
    shape: "square",
    word: "Failing",
    hint: "Recent deliveries were refused or could not be used",
  },
  paused: { tone: "neutral", shape: "ring", word: "Paused", hint: "Deliveries are kept, calls are not taken" },
} as const;

export type AgentState = keyof typeof LOOK;

/** What a voice agent is doing, in words. */
export function AgentStatus({ state }: { state: AgentState }) {
  const look = LOOK[state];
  return (
    <Status tone={look.tone} shape={look.shape} title={look.hint}>
      {look.word}
    </Status>
  );
}

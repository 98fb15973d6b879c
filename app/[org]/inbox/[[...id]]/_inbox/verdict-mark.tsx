import type { Tone } from "@/app/_ui/badge";
import { Status } from "@/app/_ui/status";
import { VERDICT } from "@/lib/deliveries/describe-delivery";

type State = keyof typeof VERDICT;

const LOOK: Record<State, { tone: Tone; shape: "dot" | "ring" | "square" }> = {
  applied: { tone: "good", shape: "dot" },
  duplicate: { tone: "neutral", shape: "ring" },
  received: { tone: "info", shape: "ring" },
  failed: { tone: "bad", shape: "square" },
  unusable: { tone: "warn", shape: "square" },
};

/** What became of a delivery, in one word with its mark; the sentence on hover. */
export function VerdictMark({ state, className }: { state: State; className?: string }) {
  const { tone, shape } = LOOK[state];
  return (
    <Status
      tone={tone}
      shape={shape}
      title={VERDICT[state].sentence}
      className={`text-12 text-muted ${className ?? ""}`}
    >
      {VERDICT[state].word}
    </Status>
  );
}

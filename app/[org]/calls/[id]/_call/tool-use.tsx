import { ChevronRight, Wrench } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { formatDuration } from "@/app/_ui/format/format-duration";
import { Latency } from "@/app/_ui/latency";
import type { Turn } from "@/lib/voice/provider";
import type { Line } from "./conversation-timeline";

/** A tool the agent used, folded: its name and whether it worked; inside, what was asked and answered. */
export function ToolUse({ line, result }: { line: Line; result: Turn | undefined }) {
  const { turn } = line;
  const answer = turn.role === "tool_result" ? turn : result;
  const took = turn.role === "tool_call" ? tookMs(turn, answer) : null;
  const failed = answer?.tool?.successful === false;
  return (
    <li
      className="-mx-3 grid grid-cols-[2.5rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[3rem_minmax(0,1fr)] px-3 py-1"
      data-role="tool"
    >
      <span className="tabular pt-1 text-12 text-faint">
        {line.start_ms === null ? null : formatDuration(line.start_ms)}
      </span>
      <details className="group min-w-0 rounded-control border border-line bg-surface">
        <summary className="flex list-none items-center gap-2 px-2.5 py-1.5 text-13 [&::-webkit-details-marker]:hidden">
          <Wrench aria-hidden className="size-3.5 shrink-0 text-faint" />
          <code className="min-w-0 truncate font-mono text-12">{turn.tool?.name ?? "Tool result"}</code>
          {failed ? (
            <Badge tone="bad">failed</Badge>
          ) : answer ? (
            <Badge tone="good">answered</Badge>
          ) : (
            <Badge>no answer</Badge>
          )}
          {took === null ? null : (
            <span className="tabular whitespace-nowrap text-12 text-faint">
              <span className="sr-only">took </span>
              <Latency ms={took} />
            </span>
          )}
          <ChevronRight
            aria-hidden
            className="ml-auto size-3.5 text-faint transition-transform duration-100 group-open:rotate-90"
          />
        </summary>
        <div className="flex flex-col gap-2 border-line border-t p-2.5">
          {turn.role === "tool_call" ? <Payload label="Asked" text={turn.tool?.arguments ?? turn.text} /> : null}
          {answer ? <Payload label="Answered" text={answer.text} /> : null}
        </div>
      </details>
    </li>
  );
}

// Only where the vendor timed both: what stands between them in the conversation is no measure.
function tookMs(asked: Turn, answer: Turn | undefined): number | null {
  if (!answer || asked.start_ms === null || answer.start_ms === null) return null;
  return answer.start_ms < asked.start_ms ? null : answer.start_ms - asked.start_ms;
}

function Payload({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p className="mb-1 text-12 text-faint">{label}</p>
      <pre className="max-h-60 overflow-auto whitespace-pre-wrap break-words rounded-[4px] bg-sunken p-2 font-mono text-12 leading-5">
        {pretty(text)}
      </pre>
    </div>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

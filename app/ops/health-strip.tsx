import type { Health } from "@/lib/monitoring/check-health";
import { PartError } from "../_ui/error-state";
import { formatLatency } from "../_ui/format/format-duration";
import { Card } from "../_ui/section";
import { Skeleton } from "../_ui/skeleton";
import { Status } from "../_ui/status";

const STATE = {
  ok: { tone: "good", shape: "dot", word: "answers" },
  degraded: { tone: "warn", shape: "ring", word: "degraded" },
  down: { tone: "bad", shape: "square", word: "down" },
  off: { tone: "neutral", shape: "ring", word: "not installed" },
} as const;

/** Of a part that was asked in vain: what it said before is no news of now. */
const UNKNOWN = { tone: "neutral", shape: "ring", word: "not known" } as const;

const PARTS = 9;

/** Everything the product leans on, side by side: a mark, a name, how long it took to answer. */
export function HealthStrip({
  health,
  error,
  onRetry,
}: {
  health: Health | undefined;
  error: unknown;
  onRetry: () => void;
}) {
  if (!health && error) {
    return (
      <Card flush>
        <PartError error={error} onRetry={onRetry} />
      </Card>
    );
  }
  return (
    <Card flush>
      <ul
        aria-label="What the product leans on"
        aria-busy={!health}
        className="-mr-px -mb-px grid grid-cols-3 sm:grid-cols-5 xl:grid-cols-9"
      >
        {health
          ? health.checks.map(({ name, label, state, latency_ms, detail }) => {
              const { tone, shape, word } = error ? UNKNOWN : STATE[state];
              return (
                <li
                  key={name}
                  title={error ? undefined : detail}
                  className="min-w-0 border-line border-r border-b px-3 py-2.5"
                >
                  <Status tone={tone} shape={shape} className="max-w-full font-medium text-13">
                    <span className="truncate">{label.replace(/ \(.*\)/, "")}</span>
                  </Status>
                  <p className="tabular ml-4 truncate text-12 text-faint">
                    {state === "ok" && !error ? formatLatency(latency_ms) : word}
                  </p>
                </li>
              );
            })
          : Array.from({ length: PARTS }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places without identity
              <li key={at} className="border-line border-r border-b px-3 py-3">
                <Skeleton className="h-3 w-20 max-w-full" />
                <Skeleton className="mt-2 h-2.5 w-10" />
              </li>
            ))}
      </ul>
    </Card>
  );
}

import { useFormat } from "@/app/_ui/format/use-format";
import type { Protection } from "@/lib/phi/protection";
import { Status } from "../../../_ui/status";
import { Time } from "../../../_ui/time";

/** How far what is kept has followed the setting: a bar while it moves, a line when it has. */
export function MoveProgress({ protection: { phi_protection, is_settled, run } }: { protection: Protection }) {
  const format = useFormat();
  const word = phi_protection ? "encrypted" : "plain text again";
  const active = run?.state === "queued" || run?.state === "running";
  if (run && active) {
    const total = Math.max(run.total ?? 0, run.done + run.failed);
    return (
      <div className="flex flex-col gap-2" role="status">
        <p className="text-13 text-muted">
          {run.total === null
            ? "Earlier calls follow in a moment."
            : `${format.number(run.done)} of ${format.count(total, "record")} ${phi_protection ? "encrypted" : "written as plain text"}.`}
        </p>
        <progress
          aria-label="What has moved"
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          max={Math.max(1, total)}
          value={run.done + run.failed}
        />
      </div>
    );
  }
  if (!is_settled) return <p className="text-13 text-muted">Earlier calls follow within a few minutes.</p>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
      <Status tone="good">Everything is {word}</Status>
      {run?.finished_at ? (
        <span>
          since <Time at={run.finished_at} />
        </span>
      ) : null}
      {run && run.failed > 0 ? (
        <span className="text-warn">
          {format.count(run.failed, "record")} could not be read and stayed as they were.
        </span>
      ) : null}
    </div>
  );
}

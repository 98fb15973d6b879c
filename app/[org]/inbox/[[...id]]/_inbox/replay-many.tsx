"use client";

import { RotateCw, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import { useApi } from "@/app/_ui/data/use-api";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { useFormat } from "@/app/_ui/format/use-format";
import { IconButton } from "@/app/_ui/icon-button";
import type { ReplayRun } from "@/lib/deliveries/replay-run";

const POLL_MS = 2000;

type Choice = { ids: string[] } | { filter: Record<string, string | string[]> };

/** Replays the picked deliveries, or all that the filters find, and shows how far it has come. */
export function ReplayMany({
  picked,
  onUnpick,
  filter,
}: {
  picked: ReadonlySet<string>;
  onUnpick: () => void;
  /** null when nothing narrows the list: the whole inbox is never offered */
  filter: Record<string, string | string[]> | null;
}) {
  const format = useFormat();
  const [runId, setRunId] = useState<string | null>(null);
  const { run, pending } = useMutationApi<Choice, ReplayRun>({ method: "POST", path: () => "/deliveries/replays" });
  const start = async (choice: Choice) => {
    try {
      setRunId((await run(choice)).id);
      onUnpick();
    } catch {
      // The toast has said why.
    }
  };
  return (
    <>
      {picked.size > 0 ? (
        <div className="flex items-center gap-2 text-13">
          <span className="tabular text-muted">{format.count(picked.size, "picked", "picked")}</span>
          <Button size="small" look="primary" pending={pending} onClick={() => start({ ids: [...picked] })}>
            <RotateCw aria-hidden />
            Replay {picked.size}
          </Button>
          <Button size="small" look="ghost" onClick={onUnpick}>
            Clear
          </Button>
        </div>
      ) : filter && !runId ? (
        <div>
          <Button size="small" pending={pending} onClick={() => start({ filter })}>
            <RotateCw aria-hidden />
            Replay all that match
          </Button>
        </div>
      ) : null}
      {runId ? <Progress key={runId} runId={runId} onClose={() => setRunId(null)} /> : null}
    </>
  );
}

function Progress({ runId, onClose }: { runId: string; onClose: () => void }) {
  const format = useFormat();
  const { data, mutate } = useApi<ReplayRun>(`/deliveries/replays/${runId}`);
  const finished = data?.state === "completed" || data?.state === "failed";
  // The live stream tells every step; this is for the time it is away.
  useEffect(() => {
    if (finished) return;
    const timer = setInterval(() => void mutate(), POLL_MS);
    return () => clearInterval(timer);
  }, [finished, mutate]);
  if (!data) return null;
  const settled = data.done + data.failed;
  return (
    <div
      role="status"
      aria-label="Replay"
      className="flex flex-col gap-1.5 rounded-card border border-line bg-surface p-3"
    >
      <div className="flex items-center justify-between gap-3 text-13">
        <span>
          {finished
            ? `${format.count(data.done, "delivery", "deliveries")} replayed`
            : `Replaying, ${settled} of ${data.total}`}
          {data.failed > 0 ? <span className="text-bad"> · {data.failed} failed</span> : null}
        </span>
        {finished ? (
          <IconButton label="Dismiss" onClick={onClose}>
            <X />
          </IconButton>
        ) : null}
      </div>
      <progress
        className="h-1 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
        value={settled}
        max={Math.max(1, data.total)}
        aria-label="Deliveries replayed"
      />
    </div>
  );
}

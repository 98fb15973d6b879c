"use client";

import { ArrowRight } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { useApi } from "@/app/_ui/data/use-api";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { Dialog } from "@/app/_ui/dialog";
import { PartError } from "@/app/_ui/error-state";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { useOrg } from "@/app/_ui/frame/org-context";
import { TextSkeleton } from "@/app/_ui/skeleton";
import { toastDone, toastError } from "@/app/_ui/toast";
import { eventWord } from "@/lib/deliveries/describe-delivery";
import type { DeliveryDetail } from "@/lib/deliveries/get-delivery";
import type { ReplayOutcome } from "@/lib/deliveries/replay-one";
import { columnWord, valueWord } from "./value-words";

/** Shows what replaying a delivery would change, then does it. */
export function ReplayDialog({
  delivery,
  open,
  onOpenChange,
}: {
  delivery: DeliveryDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const format = useFormat();
  const preview = useApi<ReplayOutcome>(open ? `/deliveries/${delivery.id}/replay_preview` : null);
  const { run, pending } = useMutationApi<null, ReplayOutcome>({
    method: "POST",
    path: () => `/deliveries/${delivery.id}/replays`,
    body: () => ({}),
    invalidates: () => ["/deliveries", "/overview", ...(delivery.call_id ? [`/calls/${delivery.call_id}`] : [])],
  });
  const replay = async () => {
    try {
      const outcome = await run(null);
      onOpenChange(false);
      if (outcome.state === "failed") toastError(new Error(`It failed again: ${outcome.reason ?? "unknown reason"}`));
      else toastDone(doneWords(format, outcome));
    } catch {
      // The toast has said why.
    }
  };
  return (
    <Dialog
      title={`Replay “${eventWord(delivery.event_type)}”`}
      description="The kept body is read again with today's rules and merged into its call. Doing it twice has one effect."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button look="primary" pending={pending} disabled={!preview.data && !preview.error} onClick={replay}>
            Replay now
          </Button>
        </>
      }
    >
      {preview.error ? <PartError error={preview.error} onRetry={() => preview.mutate()} /> : null}
      {!preview.data && !preview.error ? <TextSkeleton lines={4} /> : null}
      {preview.data ? <Difference outcome={preview.data} /> : null}
    </Dialog>
  );
}

function doneWords(format: Format, outcome: ReplayOutcome): string {
  const changed = Object.keys(outcome.changed).length;
  if (outcome.state === "unusable") return "Replayed: it still says nothing we can use";
  return changed === 0 ? "Replayed: nothing had to change" : `Replayed: ${format.count(changed, "field")} changed`;
}

function Difference({ outcome }: { outcome: ReplayOutcome }) {
  const format = useFormat();
  const { org } = useOrg();
  const changed = Object.entries(outcome.changed);
  if (outcome.state === "failed" || outcome.state === "unusable") {
    return (
      <p className="text-14 text-muted">
        {outcome.state === "failed" ? "It would fail again: " : "It would stay unusable: "}
        <span className="break-words font-mono text-12">{outcome.reason}</span>
      </p>
    );
  }
  if (changed.length === 0) {
    return (
      <p data-testid="no-change" className="text-14 text-muted">
        {outcome.reason ?? "Nothing would change: the call already shows what this delivery says, or something newer."}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-14">
        {format.count(changed.length, "field")} of the call would change{changed.length === 1 ? "s" : ""}:
      </p>
      <ul aria-label="What would change" className="flex flex-col divide-y divide-line text-13">
        {changed.map(([column, { before, after }]) => (
          <li key={column} className="grid gap-x-3 gap-y-0.5 py-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <span className="text-faint">{columnWord(column)}</span>
            <span className="min-w-0 break-words">
              <del className="text-faint decoration-bad-mark">{valueWord(format, column, before, org)}</del>
              <ArrowRight aria-label="becomes" className="mx-1.5 inline size-3.5 text-faint" />
              <ins className="rounded-[3px] bg-good-soft px-1 text-good no-underline">
                {valueWord(format, column, after, org)}
              </ins>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

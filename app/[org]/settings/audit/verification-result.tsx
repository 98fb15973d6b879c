"use client";

import { X } from "lucide-react";
import { PartError } from "@/app/_ui/error-state";
import { type Format, useFormat } from "@/app/_ui/format/use-format";
import { IconButton } from "@/app/_ui/icon-button";
import { Card } from "@/app/_ui/section";
import { Status } from "@/app/_ui/status";
import { Time } from "@/app/_ui/time";
import type { ChainFault } from "@/lib/audit/verify-chain";
import type { Progress } from "./use-verification";

/** What the verification says, in plain words, while it goes on and after. */
export function VerificationResult({
  progress,
  error,
  onRetry,
  onDismiss,
  onEntry,
}: {
  progress: Progress | null;
  error: unknown;
  onRetry: () => void;
  onDismiss: () => void;
  onEntry: (seq: number) => void;
}) {
  if (error) {
    return (
      <Card flush>
        <PartError error={error} onRetry={onRetry} />
      </Card>
    );
  }
  if (!progress) return null;
  const { entries, verified, faults, finished_at } = progress;
  return (
    <Card>
      <div role="status" className="flex flex-col gap-2 text-13">
        <div className="flex items-start justify-between gap-3">
          <Verdict progress={progress} />
          {finished_at ? (
            <IconButton label="Dismiss" onClick={onDismiss}>
              <X />
            </IconButton>
          ) : null}
        </div>
        {finished_at ? null : (
          <progress
            className="h-1 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-accent"
            value={verified}
            max={Math.max(1, entries)}
            aria-label="Entries verified"
          />
        )}
        {faults.length > 0 ? (
          <ul aria-label="What does not hold" className="flex flex-col gap-1">
            {faults.slice(0, 20).map((fault) => (
              <li key={`${fault.seq} ${fault.fault}`}>
                <button
                  type="button"
                  className="rounded-[2px] text-left text-bad underline decoration-bad-mark underline-offset-[3px]"
                  onClick={() => onEntry(fault.seq)}
                >
                  {faultInWords(fault)}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Card>
  );
}

function Verdict({ progress: { entries, verified, faults, anchors, finished_at } }: { progress: Progress }) {
  const format = useFormat();
  if (!finished_at) {
    return (
      <p>
        Computing the chain again: {format.number(verified)} of {format.count(entries, "entry", "entries")}.
      </p>
    );
  }
  const when = (
    <span className="text-faint">
      Verified <Time at={finished_at} />
      {anchors ? `, ${anchorsInWords(format, anchors)}` : ""}.
    </span>
  );
  if (faults.length > 0) {
    return (
      <div className="flex min-w-0 flex-col gap-1">
        <Status tone="bad" shape="square" className="whitespace-normal! *:whitespace-normal!">
          The log was changed behind Foyer’s back, or damaged. Keep a copy and tell whoever runs Foyer.
        </Status>
        {when}
      </div>
    );
  }
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Status tone="good" className="whitespace-normal! *:whitespace-normal!">
        {entries === 0
          ? "There is nothing to verify yet."
          : `All ${format.count(entries, "entry", "entries")} follow from one another: none was altered, removed or put in later.`}
      </Status>
      {when}
    </div>
  );
}

function anchorsInWords(format: Format, { compared, newest, unreadable }: NonNullable<Progress["anchors"]>): string {
  if (unreadable) return "but the copies kept outside the database could not be read just now";
  if (compared === 0 || !newest) return "before the first daily copy was kept outside the database";
  return `also against ${format.count(compared, "daily copy", "daily copies")} kept outside the database, the newest of ${format.day(newest)}`;
}

function faultInWords({ seq, fault }: ChainFault): string {
  const words: Record<ChainFault["fault"], string> = {
    hash: `Entry ${seq} was altered after it was written.`,
    gap: `Entries before ${seq} are missing.`,
    link: `Entry ${seq} does not follow from the one before it.`,
    cut: `Entry ${seq} was kept elsewhere and is gone from the end of the log.`,
    rewritten: `Entry ${seq} differs from the copy kept elsewhere: the log was rewritten.`,
  };
  return words[fault];
}

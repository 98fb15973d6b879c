"use client";

import { useState } from "react";
import { placeOf } from "@/app/_ui/audit/place-of";
import { actionWord, actorTypeWord, actorWord, addressWord, subjectWord } from "@/app/_ui/audit/words";
import { Button } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { useApi } from "@/app/_ui/data/use-api";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Dialog } from "@/app/_ui/dialog";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { useOrg } from "@/app/_ui/frame/org-context";
import { JsonView } from "@/app/_ui/json-view";
import { TextSkeleton } from "@/app/_ui/skeleton";
import { TextLink } from "@/app/_ui/text-link";
import { Time } from "@/app/_ui/time";
import type { AuditPage } from "@/lib/audit/list-audit-log";
import type { AuditEntry } from "@/lib/audit/schemas";
import { EntryDiff } from "./entry-diff";

/** One entry: who, when, from where, and what was there before. Has an address of its own (`?entry=12`). */
export function EntryDialog({
  seq,
  known,
  entries,
  onEntry,
  onSubject,
}: {
  seq: number;
  /** The entry, when the list has it. */
  known: AuditEntry | undefined;
  entries: number;
  onEntry: (seq: number | null) => void;
  /** Shows all entries about the same thing. */
  onSubject: (id: string) => void;
}) {
  const { data, error, mutate } = useApi<AuditPage>(known ? null : `/audit-log?seq=${seq}`);
  const entry = known ?? data?.data[0];
  const missing = data !== undefined && !entry;
  return (
    <Dialog
      title={entry ? actionWord(entry.action) : `Entry ${seq}`}
      description={
        entry ? `${entry.subject_name ? `${entry.subject_name} · ` : ""}entry ${seq} of ${entries}` : undefined
      }
      open
      onOpenChange={(open) => (open ? undefined : onEntry(null))}
      footer={
        <>
          {entry?.subject_id ? (
            <Button look="ghost" className="mr-auto" onClick={() => onSubject(entry.subject_id ?? "")}>
              All about this
            </Button>
          ) : null}
          <Button disabled={seq <= 1} onClick={() => onEntry(seq - 1)}>
            Older
          </Button>
          <Button disabled={seq >= entries} onClick={() => onEntry(seq + 1)}>
            Newer
          </Button>
        </>
      }
    >
      {error && !entry ? <ErrorState error={error} onRetry={() => void mutate()} /> : null}
      {missing ? <EmptyState title="There is no such entry">The log has {entries} entries.</EmptyState> : null}
      {!entry && !error && !missing ? <TextSkeleton lines={6} /> : null}
      {entry ? <Entry entry={entry} /> : null}
    </Dialog>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { org } = useOrg();
  const [raw, setRaw] = useState(false);
  const place = placeOf(entry, org.slug);
  return (
    <div className="flex flex-col gap-4">
      <DefinitionList
        items={[
          {
            label: "Who",
            value: (
              <>
                {actorWord(entry)} <span className="text-faint">{actorTypeWord(entry.actor_type).toLowerCase()}</span>
              </>
            ),
          },
          { label: "When", value: <Time at={entry.recorded_at} as="exact" /> },
          { label: "From", value: addressWord(entry.ip) },
          {
            label: "On what",
            value: place ? <TextLink href={place}>{subjectWord(entry)}</TextLink> : subjectWord(entry),
          },
          { label: "Request", value: <Copied text={entry.request_id} label="Copy request id" /> },
          { label: "Hash", value: <Copied text={entry.hash} label="Copy hash" /> },
        ]}
      />
      {raw ? (
        <JsonView value={{ action: entry.action, before: entry.before, after: entry.after }} />
      ) : (
        <EntryDiff before={entry.before} after={entry.after} timeZone={org.time_zone} locale={org.locale} />
      )}
      <div>
        <Button size="small" look="ghost" onClick={() => setRaw(!raw)}>
          {raw ? "Show as a comparison" : "Show as JSON"}
        </Button>
      </div>
    </div>
  );
}

function Copied({ text, label }: { text: string | null; label: string }) {
  if (!text) return <span className="text-faint">–</span>;
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="truncate font-mono text-12" title={text}>
        {text}
      </code>
      <CopyButton value={text} label={label} />
    </span>
  );
}

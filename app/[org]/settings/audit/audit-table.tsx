"use client";

import { actionWord, actorTypeWord, actorWord, addressWord, subjectWord } from "@/app/_ui/audit/words";
import { DataTable } from "@/app/_ui/table";
import type { Column } from "@/app/_ui/table-column";
import { Time } from "@/app/_ui/time";
import type { AuditEntry } from "@/lib/audit/schemas";

/** Entries, newest first: what, on what, who, from where, when. A row opens its entry. */
export function AuditTable({
  rows,
  arrived,
  selected,
  org,
  onOpen,
}: {
  rows: readonly AuditEntry[];
  arrived: ReadonlySet<string>;
  selected: number | null;
  org: string;
  onOpen: (entry: AuditEntry) => void;
}) {
  return (
    <DataTable
      label="Audit log"
      rows={rows}
      columns={COLUMNS}
      rowKey={({ id }) => id}
      arrived={arrived}
      selected={selected === null ? null : String(selected)}
      href={({ seq }) => `/${org}/settings/audit?entry=${seq}`}
      onOpen={onOpen}
    />
  );
}

const COLUMNS: Column<AuditEntry>[] = [
  {
    key: "what",
    head: "What",
    phone: "title",
    width: "16rem",
    fill: true,
    cell: ({ action }) => <span className="truncate font-medium">{actionWord(action)}</span>,
  },
  {
    key: "subject",
    head: "On what",
    hideBelow: "md",
    phone: "meta",
    fill: true,
    cell: (entry) =>
      entry.subject_name === null ? <span className="text-faint">{subjectWord(entry)}</span> : entry.subject_name,
  },
  {
    key: "who",
    head: "Who",
    phone: "detail",
    width: "16rem",
    fill: true,
    cell: (entry) => {
      const [name, kind] = [actorWord(entry), actorTypeWord(entry.actor_type)];
      const isSaid = entry.actor_type === "user" || entry.actor_type === "job" || name === kind;
      return (
        <>
          {name}
          {isSaid ? null : <span className="text-faint"> · {kind}</span>}
        </>
      );
    },
  },
  {
    key: "ip",
    head: "From",
    hideBelow: "xl",
    width: "11rem",
    cell: ({ ip }) => <span className="tabular text-muted">{addressWord(ip) ?? "–"}</span>,
  },
  {
    key: "when",
    head: "When",
    phone: "aside",
    width: "9rem",
    align: "right",
    cell: ({ recorded_at }) => <Time at={recorded_at} className="text-muted" />,
  },
  {
    key: "seq",
    head: "Entry",
    hideBelow: "lg",
    width: "5rem",
    align: "right",
    cell: ({ seq }) => <span className="text-faint">{seq}</span>,
  },
];

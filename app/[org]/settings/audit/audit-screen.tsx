"use client";

import { ShieldCheck } from "lucide-react";
import { Suspense } from "react";
import { Button } from "@/app/_ui/button";
import { parseAsString } from "@/app/_ui/data/query-parsers";
import { useQueryState, useQueryStates } from "@/app/_ui/data/query-state";
import type { Snapshot } from "@/app/_ui/data/snapshot";
import { useApi } from "@/app/_ui/data/use-api";
import { useCursorList } from "@/app/_ui/data/use-cursor-list";
import { useFormat } from "@/app/_ui/format/use-format";
import { useOrg } from "@/app/_ui/frame/org-context";
import { late } from "@/app/_ui/late";
import { LoadMore } from "@/app/_ui/load-more";
import { NewRowsPill } from "@/app/_ui/new-rows-pill";
import { Card } from "@/app/_ui/section";
import { Skeleton, TableSkeleton } from "@/app/_ui/skeleton";
import type { AuditPage } from "@/lib/audit/list-audit-log";
import type { AuditEntry } from "@/lib/audit/schemas";
import { SettingsFrame } from "../settings-frame";
import { AuditTable } from "./audit-table";
import { auditPath, filterParsers, queryOf } from "./filters";
import { useVerification } from "./use-verification";

// What only an empty list shows is fetched with it.
const states = () => import("./audit-states");
const Failed = late(() => states().then((module) => module.Failed));
const Nothing = late(() => states().then((module) => module.Nothing));
const AuditFilters = late(() => import("./audit-filters").then((module) => module.AuditFilters));
const EntryDialog = late(() => import("./entry-dialog").then((module) => module.EntryDialog));
const ExportMenu = late(() => import("./export-menu").then((module) => module.ExportMenu));
const VerificationResult = late(() => import("./verification-result").then((module) => module.VerificationResult));

/** Who changed or read what, when and from where; whether the log itself still holds; and a copy to take away. */
export function AuditScreen({ initial, initialPath }: { initial?: Snapshot<AuditPage>; initialPath: string }) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const path = auditPath(filters);
  const query = queryOf(filters);
  const first = path === initialPath && initial ? { initial } : {};
  const { data, error } = useApi<AuditPage>(path, first);
  const verification = useVerification();
  const [, setEntry] = useQueryState("entry", parseAsString);
  const clear = () => setFilters(null);
  return (
    <SettingsFrame
      label="Audit log"
      answer={<Answer entries={data?.entries} failed={Boolean(error)} />}
      detail="Each entry carries the fingerprint of the one before it, so none can be altered or removed without it showing."
      actions={
        <>
          <Button pending={verification.pending} onClick={() => void verification.verify()}>
            <ShieldCheck aria-hidden />
            Verify
          </Button>
          <Suspense fallback={<Button disabled>Export</Button>}>
            <ExportMenu query={query} />
          </Suspense>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Suspense>
          {verification.progress || verification.error ? (
            <VerificationResult
              progress={verification.progress}
              error={verification.error}
              onRetry={() => void verification.verify()}
              onDismiss={verification.dismiss}
              onEntry={(seq) => setEntry(String(seq))}
            />
          ) : null}
        </Suspense>
        <Suspense fallback={<FiltersOnTheirWay />}>
          <AuditFilters about={filters.subject_id !== null} narrowed={query !== ""} onClear={clear} />
        </Suspense>
        <AuditList key={path} path={path} narrowed={query !== ""} onClear={clear} onFilters={setFilters} {...first} />
      </div>
    </SettingsFrame>
  );
}

function FiltersOnTheirWay() {
  return (
    <div className="flex flex-wrap gap-2">
      {["Date", "Who", "What", "On what", "Kind of actor"].map((label) => (
        <Button key={label} disabled>
          {label}
        </Button>
      ))}
    </div>
  );
}

// No count is told before it is known: nothing must not look like none.
function Answer({ entries, failed }: { entries: number | undefined; failed: boolean }) {
  const format = useFormat();
  if (entries === 0) return "Nothing has been written down yet.";
  if (entries !== undefined) return `${format.count(entries, "entry", "entries")}, each written down as it happened.`;
  return failed ? "Audit log" : <Skeleton className="h-5 w-80 max-w-full" />;
}

function AuditList({
  path,
  initial,
  narrowed,
  onClear,
  onFilters,
}: {
  path: string;
  initial?: Snapshot<AuditPage>;
  narrowed: boolean;
  onClear: () => void;
  onFilters: (change: { subject_id: string }) => void;
}) {
  const format = useFormat();
  const { org } = useOrg();
  const list = useCursorList<AuditEntry>(path, { initial, subject: "audit_log" });
  const { data } = useApi<AuditPage>(path);
  const [text, setEntry] = useQueryState("entry");
  const seq = text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
  const show = (next: number | null) => setEntry(next === null ? null : String(next));
  return (
    <>
      <div>
        <NewRowsPill count={list.held} word="entry" plural="entries" onShow={list.reveal} className="top-14" />
        <Card flush>
          {list.pending && list.rows.length === 0 ? <TableSkeleton rows={12} label="Loading the audit log" /> : null}
          <Suspense fallback={<div className="h-64" />}>
            {list.error ? <Failed error={list.error} onRetry={list.retry} onClear={onClear} /> : null}
            {!list.pending && !list.error && list.rows.length === 0 ? (
              <Nothing narrowed={narrowed} onClear={onClear} />
            ) : null}
          </Suspense>
          {list.rows.length > 0 ? (
            <AuditTable
              rows={list.rows}
              arrived={list.arrived}
              selected={seq}
              org={org.slug}
              onOpen={(entry) => show(entry.seq)}
            />
          ) : null}
          {list.rows.length > 0 ? (
            <LoadMore
              more={list.more}
              pending={list.loadingMore}
              error={list.olderError}
              onMore={list.loadMore}
              end={`That is all: ${format.count(list.rows.length, "entry", "entries")}.`}
            />
          ) : null}
        </Card>
      </div>
      <Suspense>
        {seq === null ? null : (
          <EntryDialog
            seq={seq}
            known={list.rows.find((row) => row.seq === seq)}
            entries={data?.entries ?? seq}
            onEntry={show}
            onSubject={(subject_id) => {
              show(null);
              onFilters({ subject_id });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

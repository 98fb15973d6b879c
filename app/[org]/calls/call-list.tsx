"use client";

import { Bot, Phone, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import { Button } from "../../_ui/button";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useCursorList } from "../../_ui/data/use-cursor-list";
import { EmptyState } from "../../_ui/empty-state";
import { ErrorState } from "../../_ui/error-state";
import { formatCount, formatTotal } from "../../_ui/format/format-count";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { LoadMore } from "../../_ui/load-more";
import { NewRowsPill } from "../../_ui/new-rows-pill";
import { TableSkeleton } from "../../_ui/skeleton";
import { DataTable } from "../../_ui/table";
import { callColumns } from "./call-columns";

/** The rows of one set of filters: live, held back while the reader has scrolled, loaded on by cursor. */
export function CallList({
  path,
  initial,
  filtered,
  hasAgents,
  onClear,
  filters,
}: {
  path: string;
  initial?: Snapshot<CallPage>;
  filtered: boolean;
  hasAgents: boolean;
  onClear: () => void;
  filters: ReactNode;
}) {
  const { org } = useOrg();
  const list = useCursorList<ListedCall>(path, { initial, subject: "call" });
  const reveal = () => {
    list.reveal();
    window.scrollTo({ top: 0 });
  };
  return (
    <>
      <div className="flex flex-col gap-4 px-4 pt-6 pb-4 md:px-6">
        <p className="min-h-7 font-medium text-20" aria-live="polite">
          {list.total ? answer(list.total, filtered) : " "}
        </p>
        {filters}
      </div>
      <NewRowsPill count={list.held} word="call" onShow={reveal} />
      <div className="border-line border-t pb-16">
        {list.pending && list.rows.length === 0 ? <TableSkeleton label="Loading calls" /> : null}
        {list.error ? <ErrorState error={list.error} title="The calls did not load" onRetry={list.retry} /> : null}
        {!list.pending && !list.error && list.rows.length === 0 ? (
          <NoCalls filtered={filtered} hasAgents={hasAgents} onClear={onClear} />
        ) : null}
        {list.rows.length > 0 ? (
          <>
            <DataTable
              label="Calls"
              rows={list.rows}
              columns={callColumns}
              rowKey={(call) => call.id}
              href={(call) => `/${org.slug}/calls/${call.id}`}
              arrived={list.arrived}
            />
            <LoadMore
              more={list.more}
              pending={list.loadingMore}
              error={list.olderError}
              onMore={list.loadMore}
              end={`That is all: ${formatCount(list.rows.length, "call")}.`}
            />
          </>
        ) : null}
      </div>
    </>
  );
}

function answer(total: { value: number; capped: boolean }, filtered: boolean): string {
  const calls = total.capped ? `${formatTotal(total)} calls` : formatCount(total.value, "call");
  if (filtered) return `${calls} match${total.value === 1 ? "es" : ""}`;
  return total.value === 0 ? "No calls yet" : calls;
}

function NoCalls({ filtered, hasAgents, onClear }: { filtered: boolean; hasAgents: boolean; onClear: () => void }) {
  const { org } = useOrg();
  const can = useCan();
  if (filtered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No call matches"
        action={<Button onClick={onClear}>Clear all filters</Button>}
      >
        Nothing fits all the filters above at once.
      </EmptyState>
    );
  }
  if (!hasAgents) {
    return (
      <EmptyState
        icon={<Bot />}
        title="Connect an agent to see its calls"
        action={
          can("agents.write") ? (
            <LinkButton href={`/${org.slug}/agents/new`} look="primary">
              Connect an agent
            </LinkButton>
          ) : null
        }
      >
        Calls appear here the moment your voice agent at Retell or Vapi answers the phone.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Phone />} title="Waiting for the first call">
      Call one of your agents. It appears here while it is still ringing.
    </EmptyState>
  );
}

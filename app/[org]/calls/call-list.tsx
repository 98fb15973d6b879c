"use client";

import { Bot, Phone, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import type { Overview } from "@/lib/analytics/read-overview";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import { Button } from "../../_ui/button";
import { ApiError } from "../../_ui/data/api-error";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useApi } from "../../_ui/data/use-api";
import { useCursorList } from "../../_ui/data/use-cursor-list";
import { EmptyState } from "../../_ui/empty-state";
import { ErrorState } from "../../_ui/error-state";
import { formatCount, formatTotal } from "../../_ui/format/format-count";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { LinkButton } from "../../_ui/link-button";
import { LoadMore } from "../../_ui/load-more";
import { NewRowsPill } from "../../_ui/new-rows-pill";
import { useShortcuts } from "../../_ui/shortcuts";
import { TableSkeleton } from "../../_ui/skeleton";
import { DataTable } from "../../_ui/table";
import { callColumns } from "./call-columns";
import { useSetBillable } from "./use-set-billable";

/** The rows of one set of filters: live, held back while the reader has scrolled, loaded on by cursor. */
export function CallList({
  path,
  initial,
  overview,
  filtered,
  hasAgents,
  onClear,
  filters,
}: {
  path: string;
  initial?: Snapshot<CallPage>;
  overview: Snapshot<Overview>;
  filtered: boolean;
  hasAgents: boolean;
  onClear: () => void;
  filters: ReactNode;
}) {
  const { org } = useOrg();
  const can = useCan();
  const { data: day } = useApi<Overview>("/overview", { initial: overview });
  const list = useCursorList<ListedCall>(path, { initial, subject: "call" });
  const setBillable = useSetBillable(path);
  useShortcuts(can("calls.write") ? [{ keys: "b", does: "Mark the call as test or billable" }] : []);
  const pressed = (key: string, call: ListedCall) => {
    if (key !== "b" || !can("calls.write")) return false;
    void setBillable({ id: call.id, is_billable: !call.is_billable }).catch(() => undefined);
    return true;
  };
  const reveal = () => {
    list.reveal();
    window.scrollTo({ top: 0 });
  };
  return (
    <>
      <div className="flex flex-col gap-4 px-4 pt-6 pb-4 md:px-6">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <p className="min-h-7 font-medium text-20" aria-live="polite">
            {filtered ? matching(list.total) : day ? today(day) : " "}
          </p>
          {filtered || !list.total || list.total.value === 0 ? null : (
            <p className="tabular text-13 text-faint">{formatTotal(list.total)} in all</p>
          )}
        </div>
        {filters}
      </div>
      <NewRowsPill count={list.held} word="call" onShow={reveal} />
      <div className="border-line border-t pb-16">
        {list.pending && list.rows.length === 0 ? <TableSkeleton label="Loading calls" /> : null}
        {list.error ? <Failed error={list.error} onRetry={list.retry} onClear={onClear} /> : null}
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
              onKey={pressed}
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

function matching(total: { value: number; capped: boolean } | undefined): string {
  if (!total) return " ";
  if (total.value === 0) return "No call matches.";
  return total.capped
    ? `${formatTotal(total)} calls match.`
    : `${formatCount(total.value, "call")} match${total.value === 1 ? "es" : ""}.`;
}

function today({ today: { calls }, live_calls, has_calls }: Overview): string {
  if (!has_calls) return "No call has arrived yet.";
  const live = live_calls > 0 ? `, ${live_calls} of them under way` : "";
  return calls === 0 ? "No calls yet today." : `${formatCount(calls, "call")} today${live}.`;
}

function Failed({ error, onRetry, onClear }: { error: unknown; onRetry: () => void; onClear: () => void }) {
  if (!(error instanceof ApiError && error.code === "invalid")) {
    return <ErrorState error={error} title="The calls did not load" onRetry={onRetry} />;
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="A filter in the address is not one we know"
      action={<Button onClick={onClear}>Clear all filters</Button>}
    >
      It may have been cut off when the address was copied.
    </EmptyState>
  );
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

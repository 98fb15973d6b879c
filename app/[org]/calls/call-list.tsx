"use client";

import { Suspense, useMemo } from "react";
import { useFormat } from "@/app/_ui/format/use-format";
import { late } from "@/app/_ui/late";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import type { CallColumn } from "@/lib/views/call-columns";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useCursorList } from "../../_ui/data/use-cursor-list";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { useShortcuts } from "../../_ui/shortcuts";
import { TableSkeleton } from "../../_ui/skeleton";
import { DataTable } from "../../_ui/table";
import { columnsOf } from "./call-columns";
import type { Filters } from "./filters";
import { useChoice } from "./use-choice";
import { useSetBillable } from "./use-set-billable";

// What only a search, a choice or an empty list shows is fetched with it.
const states = () => import("./call-list-states");
const Failed = late(() => states().then((module) => module.Failed));
const NoCalls = late(() => states().then((module) => module.NoCalls));
const LoadMore = late(() => import("../../_ui/load-more").then((module) => module.LoadMore));
const NewRowsPill = late(() => import("../../_ui/new-rows-pill").then((module) => module.NewRowsPill));
const CallHits = late(() => import("./call-hits").then((module) => module.CallHits));
const ChoiceBar = late(() => import("./choice-bar").then((module) => module.ChoiceBar));

/** The rows of one set of filters (mount it anew for another): live, held back while the reader has scrolled, loaded on by cursor, chosen and marked by key. */
export function CallList({
  path,
  query,
  initial,
  filters,
  narrowed,
  columns,
  sort,
  onSort,
  hasAgents,
  onClear,
}: {
  path: string;
  query: string;
  initial?: Snapshot<CallPage>;
  filters: Filters;
  narrowed: boolean;
  columns: readonly CallColumn[];
  sort: string;
  onSort: (sort: string) => void;
  hasAgents: boolean;
  onClear: () => void;
}) {
  const format = useFormat();
  const { org } = useOrg();
  const can = useCan();
  const list = useCursorList<ListedCall>(path, { initial, subject: "call" });
  const choice = useChoice(list.rows.map((call) => call.id));
  const setBillable = useSetBillable(path);
  const mark = (ids: string[], is_billable: boolean) => void setBillable({ ids, is_billable }).catch(() => undefined);
  const markChosen = (is_billable: boolean) => {
    mark([...choice.chosen], is_billable);
    choice.clear();
  };
  const mayMark = can("calls.write");
  const shown = useMemo(() => columnsOf(columns), [columns]);
  useShortcuts([
    ...(mayMark
      ? [
          { keys: "x", does: "Choose the call, with Shift up to it" },
          { keys: "b", does: "Mark the call, or the chosen ones, as test or billable" },
        ]
      : []),
    ...(choice.chosen.size > 0 ? [{ keys: "Escape", does: "Choose none", run: choice.clear }] : []),
  ]);
  const pressed = (key: string, call: ListedCall) => {
    if (!mayMark) return false;
    if (key === "x" || key === "X") choice.toggle(call.id, key === "X");
    else if (key !== "b") return false;
    else if (choice.chosen.size > 0)
      markChosen(!list.rows.some((each) => choice.chosen.has(each.id) && each.is_billable));
    else mark([call.id], !call.is_billable);
    return true;
  };
  const reveal = () => {
    list.reveal();
    window.scrollTo({ top: 0 });
  };
  const href = (call: ListedCall, atMs: number | null = null) => {
    const search = new URLSearchParams(query);
    const seconds = atMs === null ? null : String(Math.floor(atMs / 1000));
    if (seconds !== null) search.set("at", seconds);
    const address = `/${org.slug}/calls/${call.id}${search.size > 0 ? `?${search}` : ""}`;
    return seconds === null ? address : `${address}#t=${seconds}`;
  };
  return (
    <>
      <Suspense>{list.held > 0 ? <NewRowsPill count={list.held} word="call" onShow={reveal} /> : null}</Suspense>
      <div className="border-line border-t pb-16">
        {list.pending && list.rows.length === 0 ? <TableSkeleton label="Loading calls" /> : null}
        <Suspense>
          {list.error ? <Failed error={list.error} onRetry={list.retry} onClear={onClear} /> : null}
          {!list.pending && !list.error && list.rows.length === 0 ? (
            <NoCalls filters={filters} narrowed={narrowed} hasAgents={hasAgents} onClear={onClear} />
          ) : null}
        </Suspense>
        {list.rows.length > 0 ? (
          <>
            <DataTable
              label="Calls"
              wide
              rows={list.rows}
              columns={shown}
              rowKey={(call) => call.id}
              href={href}
              arrived={list.arrived}
              onKey={pressed}
              sort={sort}
              onSort={onSort}
              {...(mayMark
                ? { choice: { chosen: choice.chosen, onToggle: choice.toggle, label: () => "Choose this call" } }
                : {})}
              below={(call) =>
                call.hits && call.hits.length > 0 ? (
                  <Suspense>
                    <CallHits call={call} href={(atMs) => href(call, atMs)} />
                  </Suspense>
                ) : null
              }
            />
            <Suspense>
              <LoadMore
                more={list.more}
                pending={list.loadingMore}
                error={list.olderError}
                onMore={list.loadMore}
                end={`That is all: ${format.count(list.rows.length, "call")}.`}
              />
            </Suspense>
          </>
        ) : null}
      </div>
      <Suspense>
        {choice.chosen.size === 0 ? null : (
          <ChoiceBar
            count={choice.chosen.size}
            shown={list.rows.length}
            most={choice.most}
            onBillable={markChosen}
            onAll={choice.all}
            onClear={choice.clear}
          />
        )}
      </Suspense>
    </>
  );
}

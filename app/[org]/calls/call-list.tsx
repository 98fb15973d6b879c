"use client";

import { Suspense, useMemo, useState } from "react";
import { useFormat } from "@/app/_ui/format/use-format";
import { late } from "@/app/_ui/late";
import type { CallPage } from "@/lib/calls/list-calls";
import type { ListedCall } from "@/lib/calls/listed-call";
import type { CallColumn } from "@/lib/views/call-columns";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useCursorList } from "../../_ui/data/use-cursor-list";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { TableSkeleton } from "../../_ui/skeleton";
import { DataTable } from "../../_ui/table";
import { columnsOf } from "./call-columns";
import type { Marks } from "./call-marks";
import type { Filters } from "./filters";
import { isWide } from "./use-beside";
import { useChoice } from "./use-choice";

// What only a search, a choice or an empty list shows is fetched with it.
const states = () => import("./call-list-states");
const Failed = late(() => states().then((module) => module.Failed));
const NoCalls = late(() => states().then((module) => module.NoCalls));
const LoadMore = late(() => import("../../_ui/load-more").then((module) => module.LoadMore));
const NewRowsPill = late(() => import("../../_ui/new-rows-pill").then((module) => module.NewRowsPill));
const CallHits = late(() => import("./call-hits").then((module) => module.CallHits));
const CallMarks = late(() => import("./call-marks").then((module) => module.CallMarks));
const ChoiceBar = late(() => import("./choice-bar").then((module) => module.ChoiceBar));

/** What a call beside the list leaves room for. */
const NARROW: CallColumn[] = ["outcome", "duration"];

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
  beside,
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
  /** The call that stands beside the list. */
  beside: string | null;
  onClear: () => void;
}) {
  const format = useFormat();
  const { org } = useOrg();
  const can = useCan();
  const list = useCursorList<ListedCall>(path, { initial, subject: "call" });
  const none = list.rows.length === 0;
  const choice = useChoice(list.rows.map((call) => call.id));
  // A key that is quicker than the code behind it waits for it.
  const [marks] = useState(promised<Marks>);
  const mark = (ids: string[], is_billable: boolean) =>
    void marks.of.then(({ billable }) => billable(ids, is_billable));
  const review = (ids: string[], is_reviewed: boolean) =>
    void marks.of.then(({ reviewed }) => reviewed(ids, is_reviewed));
  const withChosen = (act: (ids: string[], on: boolean) => void, on: boolean) => {
    act([...choice.chosen], on);
    choice.clear();
  };
  const markChosen = (is_billable: boolean) => withChosen(mark, is_billable);
  const reviewChosen = (is_reviewed: boolean) => withChosen(review, is_reviewed);
  const mayMark = can("calls.write");
  const narrow = beside !== null;
  const shown = useMemo(() => columnsOf(narrow ? NARROW : columns), [narrow, columns]);
  const pressed = (key: string, call: ListedCall) => {
    if (!mayMark) return false;
    const chosen = list.rows.filter(({ id }) => choice.chosen.has(id));
    if (key === "x" || key === "X") choice.toggle(call.id, key === "X");
    else if (key === "b" && chosen.length > 0) markChosen(!chosen.some((each) => each.is_billable));
    else if (key === "b") mark([call.id], !call.is_billable);
    else if (key === "e" && chosen.length > 0) reviewChosen(chosen.some((each) => each.reviewed_at === null));
    else if (key === "e") {
      review([call.id], call.reviewed_at === null);
      return call.reviewed_at === null ? "next" : true;
    } else return false;
    return true;
  };
  const reveal = () => {
    list.reveal();
    window.scrollTo({ top: 0 });
  };
  const href = (call: ListedCall) => `/${org.slug}/calls/${call.id}${query ? `?${query}` : ""}`;
  const open = (call: ListedCall) => {
    if (!isWide()) return false;
    // Clicked twice in haste it is one step: the browser's address is ahead of the router's.
    history[location.pathname.endsWith("/calls") ? "pushState" : "replaceState"](null, "", href(call));
    return true;
  };
  return (
    <>
      <Suspense>{list.held > 0 ? <NewRowsPill count={list.held} word="call" onShow={reveal} /> : null}</Suspense>
      <div className="border-line border-t pb-16">
        {list.pending && none ? <TableSkeleton label="Loading calls" /> : null}
        <Suspense>
          {list.error ? <Failed error={list.error} onRetry={list.retry} onClear={onClear} /> : null}
          {!list.pending && !list.error && none && !list.more ? (
            <NoCalls filters={filters} narrowed={narrowed} hasAgents={hasAgents} onClear={onClear} />
          ) : null}
        </Suspense>
        {none ? null : (
          <DataTable
            label="Calls"
            wide
            rows={list.rows}
            columns={shown}
            rowKey={(call) => call.id}
            href={href}
            onOpen={open}
            selected={beside}
            arrived={list.arrived}
            onKey={pressed}
            sort={sort}
            onSort={onSort}
            {...(mayMark
              ? { choice: { chosen: choice.chosen, onToggle: choice.toggle, label: () => "Choose this call" } }
              : {})}
            below={(call) =>
              call.hits?.length ? (
                <Suspense>
                  <CallHits call={call} href={href(call)} />
                </Suspense>
              ) : null
            }
          />
        )}
        {none && !list.more ? null : (
          <Suspense>
            <LoadMore
              more={list.more}
              pending={list.loadingMore}
              error={list.olderError}
              onMore={list.loadMore}
              end={`That is all: ${format.count(list.rows.length, "call")}.`}
            />
          </Suspense>
        )}
      </div>
      <Suspense>{mayMark ? <CallMarks path={path} beside={beside} onReady={marks.give} /> : null}</Suspense>
      <Suspense>
        {choice.chosen.size === 0 ? null : (
          <ChoiceBar
            count={choice.chosen.size}
            shown={list.rows.length}
            onBillable={markChosen}
            onReviewed={() => reviewChosen(true)}
            onAll={choice.all}
            onClear={choice.clear}
          />
        )}
      </Suspense>
    </>
  );
}

function promised<T>() {
  let give: (value: T) => void = () => undefined;
  const of = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { of, give };
}

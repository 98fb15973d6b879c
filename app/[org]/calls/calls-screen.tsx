"use client";

import { Suspense, useCallback, useEffect, useMemo } from "react";
import { useQueryStates } from "@/app/_ui/data/query-state";
import { late } from "@/app/_ui/late";
import type { AgentNames } from "@/lib/agents/list-agent-names";
import type { Overview } from "@/lib/analytics/read-overview";
import type { CallPage } from "@/lib/calls/list-calls";
import type { Preferences } from "@/lib/views/schemas";
import { Button } from "../../_ui/button";
import type { Snapshot } from "../../_ui/data/snapshot";
import { useAgentNames } from "../../_ui/data/use-agent-names";
import { useApi } from "../../_ui/data/use-api";
import { PageHeader } from "../../_ui/page-header";
import { TextSkeleton } from "../../_ui/skeleton";
import { CallFilters } from "./call-filters";
import { CallList } from "./call-list";
import { CallsAnswer } from "./calls-answer";
import { callsPath, filterParsers, filtersOf, isFiltered, NEWEST_FIRST, queryOf } from "./filters";
import { isWide, useBeside } from "./use-beside";
import { useColumns } from "./use-columns";

const ListNotes = late(() => import("./list-notes").then((module) => module.ListNotes));
const ViewsMenu = late(() => import("./views-menu").then((module) => module.ViewsMenu));
const DownloadButton = late(() => import("./download-button").then((module) => module.DownloadButton));
const DisplayMenu = late(() => import("./display-menu").then((module) => module.DisplayMenu));
const loadBeside = () => import("./beside/call-beside").then((module) => module.CallBeside);
const CallBeside = late(loadBeside);

/**
 * The list of calls under its filters; both, and the order, live in the URL. The list is mounted anew for every set of
 * filters, what chooses them is not: an open panel stays open, the focus stays where it is.
 */
export function CallsScreen({
  agents: drawn,
  overview,
  initial,
  initialPath,
  preferences,
}: {
  agents: Snapshot<AgentNames>;
  overview: Snapshot<Overview>;
  initial?: Snapshot<CallPage>;
  initialPath: string;
  preferences: Snapshot<Preferences>;
}) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const agents = useAgentNames(drawn);
  const columns = useColumns(preferences);
  const path = callsPath(filters);
  const query = queryOf(filters);
  const id = useBeside();
  const sort = filters.sort ?? NEWEST_FIRST;
  const setSort = useCallback(
    (next: string) => void setFilters({ sort: next === NEWEST_FIRST ? null : next }),
    [setFilters],
  );
  const clear = useCallback(
    () => void setFilters({ ...filtersOf(""), sort: filters.sort, numbers: filters.numbers }),
    [setFilters, filters],
  );
  const first = path === initialPath && initial ? { initial } : {};
  const { data: page } = useApi<CallPage>(path, first);
  const narrowed = isFiltered(filters);
  const isMasked = page?.data.some(({ is_masked }) => is_masked) ?? false;
  useEffect(() => {
    // By then the list has settled: a call opens beside it at once, also without a connection. What fails is fetched when wanted.
    setTimeout(() => isWide() && loadBeside().catch(() => undefined), 3_000);
  }, []);
  // Drawn anew only for what they show: what the server drew of them stays while their code is on its way.
  const tools = useMemo(
    () => (
      <>
        <Suspense fallback={<Button disabled>Views</Button>}>
          <ViewsMenu query={query} columns={columns} onOpen={setFilters} />
        </Suspense>
        <Suspense fallback={<Button disabled>Display</Button>}>
          <DisplayMenu
            sort={sort}
            onSort={setSort}
            columns={columns}
            numbersShown={filters.numbers === "shown"}
            onNumbers={
              filters.numbers === "shown" || isMasked
                ? (shown) => void setFilters({ numbers: shown ? "shown" : null })
                : null
            }
          />
        </Suspense>
        <Suspense>
          <DownloadButton query={query} columns={columns} />
        </Suspense>
      </>
    ),
    [query, columns, sort, setSort, setFilters, filters.numbers, isMasked],
  );
  return (
    <>
      <PageHeader crumbs={[{ label: "Calls" }]} />
      <div className={id ? "beside" : ""}>
        <div className="flex flex-col gap-4 px-4 pt-6 pb-4 md:px-6">
          <CallsAnswer page={page} overview={overview} search={filters.search} narrowed={narrowed} />
          <CallFilters agents={agents} filters={filters} onChange={setFilters} onClear={clear} tools={tools} />
          <Suspense>
            {page?.indexing || page?.sorted_newest || sort.replace("-", "") !== "started_at" ? (
              <ListNotes page={page} sort={sort} />
            ) : null}
          </Suspense>
        </div>
        <CallList
          key={path}
          path={path}
          query={query}
          filters={filters}
          narrowed={narrowed}
          columns={columns}
          sort={sort}
          onSort={setSort}
          hasAgents={agents.length > 0}
          beside={id}
          onClear={clear}
          {...first}
        />
      </div>
      <Suspense
        fallback={
          <div className="beside-box p-6">
            <TextSkeleton />
          </div>
        }
      >
        {id && <CallBeside id={id} path={path} query={query} />}
      </Suspense>
    </>
  );
}

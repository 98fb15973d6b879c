"use client";

import { useQueryStates } from "nuqs";
import type { Overview } from "@/lib/analytics/read-overview";
import type { CallPage } from "@/lib/calls/list-calls";
import type { Snapshot } from "../../_ui/data/snapshot";
import { PageHeader } from "../../_ui/page-header";
import { CallFilters } from "./call-filters";
import { CallList } from "./call-list";
import { callsPath, filterParsers, isFiltered } from "./filters";

/** The list of calls under its filters; both live in the URL. */
export function CallsScreen({
  agents,
  overview,
  initial,
  initialPath,
}: {
  agents: readonly { id: string; name: string }[];
  overview: Snapshot<Overview>;
  initial?: Snapshot<CallPage>;
  initialPath: string;
}) {
  const [filters, setFilters] = useQueryStates(filterParsers);
  const path = callsPath(filters);
  return (
    <>
      <PageHeader crumbs={[{ label: "Calls" }]} />
      <CallList
        key={path}
        path={path}
        overview={overview}
        filtered={isFiltered(filters)}
        hasAgents={agents.length > 0}
        onClear={() => setFilters(null)}
        filters={<CallFilters agents={agents} filtered={isFiltered(filters)} onClear={() => setFilters(null)} />}
        {...(path === initialPath && initial ? { initial } : {})}
      />
    </>
  );
}

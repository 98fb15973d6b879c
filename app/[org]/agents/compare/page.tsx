import type { Metadata } from "next";
import { queryOf } from "@/app/_ui/data/query-of";
import type { SearchParams } from "@/app/_ui/data/query-parsers";
import { type Snapshot, takeSnapshot, takeSnapshotUnlessInvalid } from "@/app/_ui/data/snapshot";
import { loadPeriodFilters } from "@/app/_ui/figures/period-filters";
import { listAgentNames } from "@/lib/agents/list-agent-names";
import { type PeriodFigures, readFigures } from "@/lib/analytics/read-figures";
import { ReadFigures } from "@/lib/analytics/schemas";
import { readForPage } from "@/lib/auth/page";
import { cached } from "@/lib/cache/cached";
import { CompareScreen } from "./compare-screen";
import { busiestOf, comparedPaths, wholePath } from "./compared-paths";

export const metadata: Metadata = { title: "Compare agents" };

/** Agents side by side over one period. */
export default async function ComparePage({
  params,
  searchParams,
}: {
  params: Promise<{ org: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const filters = await loadPeriodFilters(searchParams);
  const read = await readForPage("/[org]/agents/compare", (await params).org, async (ctx) => {
    const agents = await takeSnapshot(() => listAgentNames(ctx));
    const initial: Record<string, Snapshot<PeriodFigures>> = {};
    const take = async (path: string) => {
      const query = ReadFigures.safeParse(queryOf(path));
      const figures =
        query.success &&
        (await takeSnapshotUnlessInvalid(() => cached(ctx, "figures", query.data, () => readFigures(ctx, query.data))));
      if (figures) initial[path] = figures;
      return figures ? figures.data : undefined;
    };
    // Without a choice in the address: the two that hold the most calls.
    const busiest = filters.agent_id.length > 0 ? [] : busiestOf(await take(wholePath(filters)));
    for (const path of comparedPaths(filters, busiest)) await take(path);
    return { agents, busiest, initial };
  });
  return <CompareScreen {...read} />;
}

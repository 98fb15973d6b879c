import type { Metadata } from "next";
import { queryOf } from "@/app/_ui/data/query-of";
import type { SearchParams } from "@/app/_ui/data/query-parsers";
import { type Snapshot, takeSnapshot } from "@/app/_ui/data/snapshot";
import { figuresPath, loadPeriodFilters } from "@/app/_ui/figures/period-filters";
import { listAgentNames } from "@/lib/agents/list-agent-names";
import { type PeriodFigures, readFigures } from "@/lib/analytics/read-figures";
import { ReadFigures } from "@/lib/analytics/schemas";
import { readForPage } from "@/lib/auth/page";
import { cached } from "@/lib/cache/cached";
import { CompareScreen } from "./compare-screen";
import { comparedPaths } from "./compared-paths";

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
    const agents = await listAgentNames(ctx);
    const whole = ReadFigures.safeParse(
      queryOf(figuresPath({ ...filters, agent_id: [], range: filters.range ?? "30d" })),
    );
    // Without a choice in the address: the two that hold the most calls.
    const busiest =
      filters.agent_id.length > 0 || !whole.success
        ? filters.agent_id
        : (await readFigures(ctx, whole.data)).agents.slice(0, 2).map(({ agent }) => agent.id);
    const initial: Record<string, Snapshot<PeriodFigures>> = {};
    for (const path of comparedPaths(filters, busiest)) {
      const query = ReadFigures.safeParse(queryOf(path));
      if (query.success)
        initial[path] = await takeSnapshot(() =>
          cached(ctx, "figures", query.data, () => readFigures(ctx, query.data)),
        );
    }
    return { agents, busiest, initial };
  });
  return <CompareScreen {...read} />;
}

import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { SearchParams } from "@/app/_ui/data/query-parsers";
import { listAgentNames } from "@/lib/agents/list-agent-names";
import { readFigures } from "@/lib/analytics/read-figures";
import { readOverview } from "@/lib/analytics/read-overview";
import { ReadFigures } from "@/lib/analytics/schemas";
import { readForPage } from "@/lib/auth/page";
import { cached } from "@/lib/cache/cached";
import { listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { env } from "@/lib/env";
import { queryOf } from "../../_ui/data/query-of";
import { takeSnapshot, takeSnapshotUnlessInvalid } from "../../_ui/data/snapshot";
import { figuresPath, loadPeriodFilters } from "../../_ui/figures/period-filters";
import { OverviewScreen } from "./overview-screen";

export const metadata: Metadata = { title: "Overview" };

const RECENT_CALLS = 8;

/** The first screen: is everything answering, what needs a person, how is the period. */
export default async function OverviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ org: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const path = figuresPath(await loadPeriodFilters(searchParams));
  // A period typed wrongly into the address is answered by the API, where the screen shows it.
  const query = ReadFigures.safeParse(queryOf(path));
  const read = await readForPage("/[org]/overview", (await params).org, async (ctx) => ({
    overview: await takeSnapshot(() => cached(ctx, "overview", {}, () => readOverview(ctx))),
    figures: query.success
      ? await takeSnapshotUnlessInvalid(() => cached(ctx, "figures", query.data, () => readFigures(ctx, query.data)))
      : undefined,
    agents: await takeSnapshot(() => listAgentNames(ctx)),
    recent: await takeSnapshot(() => listCalls(ctx, ListCalls.parse({ limit: RECENT_CALLS }))),
  }));
  const welcomed = (await cookies()).get("welcome")?.value === "read";
  return (
    <OverviewScreen
      {...read}
      figuresPath={path}
      recentCalls={RECENT_CALLS}
      sandboxUrl={welcomed ? undefined : env().SANDBOX_URL}
    />
  );
}

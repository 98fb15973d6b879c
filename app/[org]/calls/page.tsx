import type { Metadata } from "next";
import type { SearchParams } from "@/app/_ui/data/query-parsers";
import { listAgentNames } from "@/lib/agents/list-agent-names";
import { readOverview } from "@/lib/analytics/read-overview";
import { readForPage } from "@/lib/auth/page";
import { cached } from "@/lib/cache/cached";
import { listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { readPreferences } from "@/lib/views/preferences";
import { takeSnapshot, takeSnapshotUnlessInvalid } from "../../_ui/data/snapshot";
import { CallsScreen } from "./calls-screen";
import { callsPath, loadFilters } from "./filters";

export const metadata: Metadata = { title: "Calls" };

/** Every call of the organization, newest first, with its first page rendered here. */
export default async function CallsPage({
  params,
  searchParams,
}: {
  params: Promise<{ org: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const path = callsPath(await loadFilters(searchParams));
  // A filter typed wrongly into the address is answered by the API, where the screen shows it.
  const query = ListCalls.safeParse(queryOf(path));
  const { agents, overview, page, preferences } = await readForPage(
    "/[org]/calls",
    (await params).org,
    async (ctx) => ({
      agents: await takeSnapshot(() => listAgentNames(ctx)),
      overview: await takeSnapshot(() => cached(ctx, "overview", {}, () => readOverview(ctx))),
      preferences: await takeSnapshot(() => readPreferences(ctx.tx, ctx.actor.id)),
      // A search without a telling word is refused as well.
      page: query.success ? await takeSnapshotUnlessInvalid(() => listCalls(ctx, query.data)) : undefined,
    }),
  );
  return (
    <CallsScreen
      agents={agents}
      overview={overview}
      initialPath={path}
      preferences={preferences}
      {...(page ? { initial: page } : {})}
    />
  );
}

function queryOf(path: string): Record<string, string | string[]> {
  const values = new URLSearchParams(path.split("?")[1]);
  const names = [...new Set(values.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const all = values.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? "")];
    }),
  );
}

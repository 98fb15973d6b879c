import type { Metadata } from "next";
import type { SearchParams } from "@/app/_ui/data/query-parsers";
import { listAgentNames } from "@/lib/agents/list-agent-names";
import { readOverview } from "@/lib/analytics/read-overview";
import type { Context } from "@/lib/auth/context";
import { readForPage } from "@/lib/auth/page";
import { cached } from "@/lib/cache/cached";
import { type CallPage, listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { AppError } from "@/lib/errors";
import { readPreferences } from "@/lib/views/preferences";
import { type Snapshot, takeSnapshot } from "../../_ui/data/snapshot";
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
      agents: await listAgentNames(ctx),
      overview: await takeSnapshot(() => cached(ctx, "overview", {}, () => readOverview(ctx))),
      preferences: await readPreferences(ctx),
      page: query.success ? await firstPage(ctx, query.data) : undefined,
    }),
  );
  return (
    <CallsScreen
      agents={agents}
      overview={overview}
      initialPath={path}
      keptColumns={preferences.calls_columns}
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

async function firstPage(ctx: Context, query: ListCalls): Promise<Snapshot<CallPage> | undefined> {
  try {
    return await takeSnapshot(() => listCalls(ctx, query));
  } catch (thrown) {
    // A search without a telling word: the API refuses it again, where the screen shows it.
    if (thrown instanceof AppError && thrown.code === "invalid") return undefined;
    throw thrown;
  }
}

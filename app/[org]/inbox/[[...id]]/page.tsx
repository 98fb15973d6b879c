import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import type { SearchParams } from "@/app/_ui/data/query-parsers";
import { queryValues } from "@/app/_ui/data/query-values";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { listAgentNames } from "@/lib/agents/list-agent-names";
import { readForPage } from "@/lib/auth/page";
import { deliveriesNeedingAttention } from "@/lib/deliveries/deliveries-needing-attention";
import { getDelivery } from "@/lib/deliveries/get-delivery";
import { listDeliveries } from "@/lib/deliveries/list-deliveries";
import { ListDeliveries } from "@/lib/deliveries/schemas";
import { deliveriesPath, loadFilters } from "./_inbox/filters";
import { InboxScreen } from "./_inbox/inbox-screen";

export const metadata: Metadata = { title: "Inbox" };

const Chosen = z.union([z.tuple([z.uuid()]).transform(([id]) => id), z.undefined()]);

/** Every delivery of the organization beside the chosen one; both rendered here at first, then kept by the browser. */
export default async function InboxPage({
  params,
  searchParams,
}: {
  params: Promise<{ org: string; id?: string[] }>;
  searchParams: Promise<SearchParams>;
}) {
  const { org, id } = await params;
  const chosen = Chosen.safeParse(id);
  if (!chosen.success) notFound();
  const path = deliveriesPath(await loadFilters(searchParams));
  // A filter typed wrongly into the address is answered by the API, where the screen shows it.
  const query = ListDeliveries.safeParse(queryValues(path));
  const initial = await readForPage("/[org]/inbox/[[...id]]", org, async (ctx) => ({
    agents: await takeSnapshot(() => listAgentNames(ctx)),
    attention: await takeSnapshot(() => deliveriesNeedingAttention(ctx)),
    page: query.success ? await takeSnapshot(() => listDeliveries(ctx, query.data)) : undefined,
    delivery: chosen.data ? await takeSnapshot(() => getDelivery(ctx, { id: chosen.data ?? "" })) : undefined,
  }));
  return <InboxScreen initial={initial} initialPath={path} />;
}

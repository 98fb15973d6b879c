import type { Metadata } from "next";
import { cookies } from "next/headers";
import { readOverview } from "@/lib/analytics/read-overview";
import { readForPage } from "@/lib/auth/page";
import { listCalls } from "@/lib/calls/list-calls";
import { env } from "@/lib/env";
import { takeSnapshot } from "../../_ui/data/snapshot";
import { OverviewScreen } from "./overview-screen";

export const metadata: Metadata = { title: "Overview" };

const RECENT_CALLS = 8;

/** The first screen: is everything answering, what needs a person, how is today. */
export default async function OverviewPage({ params }: { params: Promise<{ org: string }> }) {
  const slug = (await params).org;
  const read = await readForPage(slug, async (ctx) => ({
    overview: await takeSnapshot(() => readOverview(ctx)),
    recent: await takeSnapshot(() => listCalls(ctx, { limit: RECENT_CALLS })),
  }));
  const welcomed = (await cookies()).get("welcome")?.value === "read";
  return <OverviewScreen {...read} recentCalls={RECENT_CALLS} sandboxUrl={welcomed ? undefined : env().SANDBOX_URL} />;
}

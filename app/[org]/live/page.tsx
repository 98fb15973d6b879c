import type { Metadata } from "next";
import { readForPage } from "@/lib/auth/page";
import { listLiveCalls } from "@/lib/calls/list-live-calls";
import { takeSnapshot } from "../../_ui/data/snapshot";
import { LiveScreen } from "./live-screen";

export const metadata: Metadata = { title: "Live" };

/** Calls under way, across agents. */
export default async function LivePage({ params }: { params: Promise<{ org: string }> }) {
  const initial = await readForPage("/[org]/live", (await params).org, (ctx) => takeSnapshot(() => listLiveCalls(ctx)));
  return <LiveScreen initial={initial} />;
}

import type { Metadata } from "next";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { listAgents } from "@/lib/agents/list-agents";
import { readForPage } from "@/lib/auth/page";
import { AgentsScreen } from "./agents-screen";

export const metadata: Metadata = { title: "Agents" };

/** Every voice agent of the organization and how it is doing. */
export default async function AgentsPage({ params }: { params: Promise<{ org: string }> }) {
  const initial = await readForPage("/[org]/agents", (await params).org, (ctx) =>
    takeSnapshot(() => listAgents(ctx, { limit: 50 })),
  );
  return <AgentsScreen initial={initial} />;
}

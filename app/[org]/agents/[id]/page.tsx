import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { getAgent } from "@/lib/agents/get-agent";
import { readForPage } from "@/lib/auth/page";
import { AgentScreen } from "./agent-screen";

export const metadata: Metadata = { title: "Agent" };

/** One agent: whether it answers, how it is connected, whether all its calls are here. */
export default async function AgentPage({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const initial = await readForPage("/[org]/agents/[id]", org, (ctx) => takeSnapshot(() => getAgent(ctx, { id })));
  return <AgentScreen id={id} initial={initial} />;
}

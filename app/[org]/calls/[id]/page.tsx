import { notFound } from "next/navigation";
import { z } from "zod";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { readForPage } from "@/lib/auth/page";
import { getCall } from "@/lib/calls/get-call";
import { CallView } from "./_call/call-view";

export const metadata = { title: "Call" };

export default async function CallPage({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const initial = await readForPage("/[org]/calls/[id]", org, (ctx) => takeSnapshot(() => getCall(ctx, { id })));
  return <CallView key={id} id={id} initial={initial} />;
}

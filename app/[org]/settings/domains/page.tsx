import type { Metadata } from "next";
import { readForPage } from "@/lib/auth/page";
import { listDomains } from "@/lib/domains/list-domains";
import { takeSnapshot } from "../../../_ui/data/snapshot";
import { DomainsScreen } from "./domains-screen";

export const metadata: Metadata = { title: "Domains" };

export default async function DomainsPage({ params }: { params: Promise<{ org: string }> }) {
  const initial = await readForPage("/[org]/settings/domains", (await params).org, (ctx) =>
    takeSnapshot(async () => ({ data: await listDomains(ctx) })),
  );
  return <DomainsScreen initial={initial} />;
}

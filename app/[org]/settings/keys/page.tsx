import type { Metadata } from "next";
import { readForPage } from "@/lib/auth/page";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { takeSnapshot } from "../../../_ui/data/snapshot";
import { KeysScreen } from "./keys-screen";

export const metadata: Metadata = { title: "Vendor keys" };

export default async function KeysPage({ params }: { params: Promise<{ org: string }> }) {
  const initial = await readForPage((await params).org, (ctx) =>
    takeSnapshot(async () => ({ data: await listCredentials(ctx) })),
  );
  return <KeysScreen initial={initial} />;
}

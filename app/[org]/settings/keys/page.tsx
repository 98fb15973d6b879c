import type { Metadata } from "next";
import { readForPage } from "@/lib/auth/page";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { takeSnapshot } from "../../../_ui/data/snapshot";
import { CredentialsScreen } from "./credentials-screen";

export const metadata: Metadata = { title: "Credentials" };

export default async function CredentialsPage({ params }: { params: Promise<{ org: string }> }) {
  const initial = await readForPage("/[org]/settings/keys", (await params).org, (ctx) =>
    takeSnapshot(async () => ({ data: await listCredentials(ctx) })),
  );
  return <CredentialsScreen initial={initial} />;
}

import type { Metadata } from "next";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { readForPage } from "@/lib/auth/page";
import { readProtection } from "@/lib/phi/read-protection";
import { ProtectionScreen } from "./protection-screen";

export const metadata: Metadata = { title: "Health data" };

/** How what is said in calls is kept, and who may see it. */
export default async function ProtectionPage({ params }: { params: Promise<{ org: string }> }) {
  const initial = await readForPage("/[org]/settings/protection", (await params).org, (ctx) =>
    takeSnapshot(() => readProtection(ctx)),
  );
  return <ProtectionScreen initial={initial} />;
}

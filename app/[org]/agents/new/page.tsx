import type { Metadata } from "next";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { ForbiddenState } from "@/app/_ui/forbidden-state";
import { PageHeader } from "@/app/_ui/page-header";
import { readForPage } from "@/lib/auth/page";
import { can } from "@/lib/auth/permissions";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { NewAgentScreen } from "./new-agent-screen";

export const metadata: Metadata = { title: "Connect an agent" };

/** Three steps from nothing to the first signed delivery. */
export default async function NewAgentPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params;
  const { allowed, credentials } = await readForPage("/[org]/agents/new", org, async (ctx, role) => ({
    allowed: can(role, "agents.write"),
    credentials: await takeSnapshot(async () => ({ data: await listCredentials(ctx) })),
  }));
  if (!allowed) {
    return (
      <>
        <PageHeader crumbs={[{ label: "Agents", href: `/${org}/agents` }, { label: "Connect an agent" }]} />
        <ForbiddenState what="connecting agents" />
      </>
    );
  }
  return <NewAgentScreen credentials={credentials} />;
}

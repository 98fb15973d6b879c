import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { requireOrg } from "@/lib/auth/page";
import { can, onlyLetsRead, permissions } from "@/lib/auth/permissions";
import { liveCursor } from "@/lib/live/live-cursor";
import { DataProvider } from "../_ui/data/data-provider";
import { LiveProvider } from "../_ui/data/live-context";
import { Frame } from "../_ui/frame/frame";
import { OrgProvider } from "../_ui/frame/org-context";

type Props = { children: ReactNode; params: Promise<{ org: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org } = await requireOrg((await params).org);
  return { title: { template: `%s · ${org.name} · Foyer`, default: `${org.name} · Foyer` } };
}

/** Every page of an organization: its reader, its data rules, its live stream, its frame. */
export default async function OrgLayout({ children, params }: Props) {
  const slug = (await params).org;
  const { org, role, is_outside, visit, person, organizations } = await requireOrg(slug);
  const api = `/api/v1/orgs/${org.slug}`;
  const readsOnly = visit !== null && visit.changes_reason === null;
  const permitted = permissions.filter(
    (permission) => can(role, permission) && (!readsOnly || onlyLetsRead(permission)),
  );
  const railFolded = (await cookies()).get("rail")?.value === "folded";
  const onApple = /Mac|iPhone|iPad/.test((await headers()).get("user-agent") ?? "");
  return (
    <OrgProvider value={{ org, role, is_outside, visit, person, organizations, permissions: permitted, api }}>
      <DataProvider personId={person.id}>
        <LiveProvider api={api} readerId={person.id} cursor={liveCursor()}>
          <meta name="foyer:org" content={org.id} />
          <div data-apple={onApple || undefined} className="contents">
            <Frame railFolded={railFolded}>{children}</Frame>
          </div>
        </LiveProvider>
      </DataProvider>
    </OrgProvider>
  );
}

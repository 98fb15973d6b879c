import type { Metadata } from "next";
import { readForPage } from "@/lib/auth/page";
import { can } from "@/lib/auth/permissions";
import { listInvitations } from "@/lib/members/list-invitations";
import { listMembers } from "@/lib/members/list-members";
import { takeSnapshot } from "../../../_ui/data/snapshot";
import { PAGE } from "./first-page";
import { MembersScreen } from "./members-screen";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ org: string }> }) {
  const { members, invitations } = await readForPage(
    "/[org]/settings/members",
    (await params).org,
    async (ctx, role) => ({
      members: await takeSnapshot(() => listMembers(ctx, PAGE)),
      invitations: can(role, "members.write") ? await takeSnapshot(() => listInvitations(ctx, PAGE)) : undefined,
    }),
  );
  return <MembersScreen members={members} {...(invitations ? { invitations } : {})} />;
}

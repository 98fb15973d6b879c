import { ListQuery, pageShape } from "@/lib/http/cursor";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";
import { InvitationAnswer } from "@/lib/members/answers";
import { inviteMember } from "@/lib/members/invite-member";
import { listInvitations } from "@/lib/members/list-invitations";
import { InviteMember } from "@/lib/members/schemas";

export const GET = withOrg(
  {
    docs: { summary: "List invitations nobody has answered", answer: pageShape(InvitationAnswer) },
    can: "invitations.read",
    query: ListQuery,
  },
  ({ ctx, query }) => listInvitations(ctx, query),
);

export const POST = withOrg(
  {
    docs: { summary: "Invite somebody by mail", answer: InvitationAnswer, status: 201 },
    can: "members.write",
    recent: true,
    tier: "mails",
    body: InviteMember,
  },
  async ({ ctx, body }) => created(await inviteMember(ctx, body)),
);

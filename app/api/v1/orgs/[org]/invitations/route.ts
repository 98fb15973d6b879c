import { ListQuery } from "@/lib/http/cursor";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";
import { inviteMember } from "@/lib/members/invite-member";
import { listInvitations } from "@/lib/members/list-invitations";
import { InviteMember } from "@/lib/members/schemas";

export const GET = withOrg({ can: "members.write", query: ListQuery }, ({ ctx, query }) => listInvitations(ctx, query));

export const POST = withOrg({ can: "members.write", tier: "mails", body: InviteMember }, async ({ ctx, body }) =>
  created(await inviteMember(ctx, body)),
);

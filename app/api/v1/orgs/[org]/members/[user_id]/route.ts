import { withOrg } from "@/lib/http/with-org";
import { MemberAnswer } from "@/lib/members/answers";
import { changeRole } from "@/lib/members/change-role";
import { removeMember } from "@/lib/members/remove-member";
import { ChangeRole, MemberParams } from "@/lib/members/schemas";

export const PATCH = withOrg(
  {
    docs: { summary: "Change a member's role", answer: MemberAnswer },
    can: "members.write",
    recent: true,
    params: MemberParams,
    body: ChangeRole,
  },
  ({ ctx, params, body }) => changeRole(ctx, params.user_id, body.role),
);

export const DELETE = withOrg(
  { docs: { summary: "Remove a member", answer: null }, can: "members.remove", recent: true, params: MemberParams },
  async ({ ctx, params }) => {
    await removeMember(ctx, params.user_id);
    return undefined;
  },
);

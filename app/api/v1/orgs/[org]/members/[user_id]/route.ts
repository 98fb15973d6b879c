import { withOrg } from "@/lib/http/with-org";
import { changeRole } from "@/lib/members/change-role";
import { removeMember } from "@/lib/members/remove-member";
import { ChangeRole, MemberParams } from "@/lib/members/schemas";

export const PATCH = withOrg(
  { can: "members.write", params: MemberParams, body: ChangeRole },
  ({ ctx, params, body }) => changeRole(ctx, params.user_id, body.role),
);

export const DELETE = withOrg({ can: "members.write", params: MemberParams }, async ({ ctx, params }) => {
  await removeMember(ctx, params.user_id);
  return undefined;
});

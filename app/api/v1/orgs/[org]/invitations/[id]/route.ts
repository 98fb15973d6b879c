import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { revokeInvitation } from "@/lib/members/revoke-invitation";

export const DELETE = withOrg({ can: "members.write", params: IdParams }, async ({ ctx, params }) => {
  await revokeInvitation(ctx, params.id);
  return undefined;
});

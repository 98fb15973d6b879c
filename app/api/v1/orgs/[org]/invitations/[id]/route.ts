import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { revokeInvitation } from "@/lib/members/revoke-invitation";

export const DELETE = withOrg(
  { docs: { summary: "Take back an invitation", answer: null }, can: "members.write", params: IdParams },
  async ({ ctx, params }) => {
    await revokeInvitation(ctx, params.id);
    return undefined;
  },
);

import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { resendInvitation } from "@/lib/members/resend-invitation";

export const POST = withOrg({ can: "members.write", tier: "mails", params: IdParams }, ({ ctx, params }) =>
  resendInvitation(ctx, params.id),
);

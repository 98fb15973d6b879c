import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { InvitationAnswer } from "@/lib/members/answers";
import { resendInvitation } from "@/lib/members/resend-invitation";

export const POST = withOrg(
  {
    docs: { summary: "Send an invitation again", answer: InvitationAnswer },
    can: "members.write",
    tier: "mails",
    params: IdParams,
  },
  ({ ctx, params }) => resendInvitation(ctx, params.id),
);

import { withOrg } from "@/lib/http/with-org";
import { MemberParams } from "@/lib/members/schemas";
import { unlockMember } from "@/lib/members/unlock-member";

export const DELETE = withOrg(
  {
    docs: { summary: "Let a member in again who was locked out", answer: null },
    can: "members.write",
    params: MemberParams,
  },
  async ({ ctx, params }) => {
    await unlockMember(ctx, params.user_id);
    return undefined;
  },
);

import { withOrg } from "@/lib/http/with-org";
import { OwnershipAnswer } from "@/lib/members/answers";
import { TransferOwnership } from "@/lib/members/schemas";
import { transferOwnership } from "@/lib/members/transfer-ownership";

export const PUT = withOrg(
  {
    docs: { summary: "Hand the organization to another admin", answer: OwnershipAnswer },
    can: "ownership.transfer",
    recent: true,
    body: TransferOwnership,
  },
  ({ ctx, body }) => transferOwnership(ctx, body.user_id),
);

import { IdParams } from "@/lib/http/route";
import { withStaff } from "@/lib/http/with-staff";
import { TransferOwnership } from "@/lib/members/schemas";
import { transferOwnership } from "@/lib/members/transfer-ownership";

export const PUT = withStaff({ params: IdParams, body: TransferOwnership, recent: true }, ({ ctx, params, body }) =>
  ctx.inOrganization(params.id, (inside) => transferOwnership(inside, body.user_id)),
);

import { IdParams } from "@/lib/http/route";
import { withStaff } from "@/lib/http/with-staff";
import { SuspendOrganization } from "@/lib/ops/schemas";
import { reactivateOrganization, suspendOrganization } from "@/lib/ops/suspend-organization";

export const PUT = withStaff({ params: IdParams, body: SuspendOrganization, recent: true }, ({ ctx, params, body }) =>
  ctx.inOrganization(params.id, (inside) => suspendOrganization(inside, body.reason)),
);

export const DELETE = withStaff({ params: IdParams }, ({ ctx, params }) =>
  ctx.inOrganization(params.id, reactivateOrganization),
);

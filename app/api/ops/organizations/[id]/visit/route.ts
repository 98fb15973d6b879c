import { IdParams } from "@/lib/http/route";
import { withStaff } from "@/lib/http/with-staff";
import { beginVisit, endVisit } from "@/lib/ops/begin-visit";
import { BeginVisit } from "@/lib/ops/schemas";

export const PUT = withStaff({ params: IdParams, body: BeginVisit, recent: true }, ({ ctx, params, body }) =>
  ctx.inOrganization(params.id, (inside) => beginVisit(inside, body)),
);

export const DELETE = withStaff({ params: IdParams }, ({ ctx, params }) => ctx.inOrganization(params.id, endVisit));

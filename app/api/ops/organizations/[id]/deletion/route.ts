import { IdParams } from "@/lib/http/route";
import { withStaff } from "@/lib/http/with-staff";
import { deleteOrganization, restoreOrganization } from "@/lib/ops/delete-organization";
import { DeleteOrganization } from "@/lib/ops/schemas";

export const PUT = withStaff({ params: IdParams, body: DeleteOrganization, recent: true }, ({ ctx, params, body }) =>
  ctx.inOrganization(params.id, (inside) => deleteOrganization(inside, body.slug)),
);

export const DELETE = withStaff({ params: IdParams }, ({ ctx, params }) =>
  ctx.inOrganization(params.id, restoreOrganization),
);

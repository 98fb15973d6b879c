import { IdParams } from "@/lib/http/route";
import { withOperator } from "@/lib/http/with-operator";
import { getOrganization } from "@/lib/ops/get-organization";

export const GET = withOperator({ params: IdParams }, ({ ctx, params }) => getOrganization(ctx.tx, params.id));

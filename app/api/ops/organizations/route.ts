import { withOperator } from "@/lib/http/with-operator";
import { listOrganizations } from "@/lib/ops/list-organizations";
import { ListOrganizations } from "@/lib/ops/schemas";

export const GET = withOperator({ query: ListOrganizations }, ({ ctx, query }) => listOrganizations(ctx, query));

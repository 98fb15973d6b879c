import { created } from "@/lib/http/respond";
import { withOperator } from "@/lib/http/with-operator";
import { withStaff } from "@/lib/http/with-staff";
import { foundForCustomer } from "@/lib/ops/found-for-customer";
import { listOrganizations } from "@/lib/ops/list-organizations";
import { FoundForCustomer, ListOrganizations } from "@/lib/ops/schemas";

export const GET = withOperator({ query: ListOrganizations }, ({ ctx, query }) => listOrganizations(ctx, query));

export const POST = withStaff({ body: FoundForCustomer }, async ({ ctx, body }) =>
  created(await foundForCustomer(ctx, body)),
);

import { withOrg } from "@/lib/http/with-org";
import { UpdateOrganization } from "@/lib/orgs/schemas";
import { updateOrganization } from "@/lib/orgs/update-organization";

export const GET = withOrg({ can: "organization.read" }, async ({ ctx }) => ctx.org);

export const PATCH = withOrg({ can: "organization.write", body: UpdateOrganization }, ({ ctx, body }) =>
  updateOrganization(ctx, body),
);

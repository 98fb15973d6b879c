import { withOrg } from "@/lib/http/with-org";
import { OrganizationAnswer } from "@/lib/orgs/answers";
import { readAppearance } from "@/lib/orgs/read-appearance";
import { UpdateOrganization } from "@/lib/orgs/schemas";
import { updateOrganization } from "@/lib/orgs/update-organization";

export const GET = withOrg(
  { docs: { summary: "Read the organization", answer: OrganizationAnswer }, can: "organization.read" },
  async ({ ctx }) => ({ ...ctx.org, ...(await readAppearance(ctx)) }),
);

export const PATCH = withOrg(
  {
    docs: { summary: "Change the settings of the organization", answer: OrganizationAnswer },
    can: "organization.write",
    body: UpdateOrganization,
  },
  ({ ctx, body }) => updateOrganization(ctx, body),
);

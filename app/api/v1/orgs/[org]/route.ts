import { expectedBy, tagged } from "@/lib/http/version";
import { withOrg } from "@/lib/http/with-org";
import { OrganizationAnswer } from "@/lib/orgs/answers";
import { readSettings } from "@/lib/orgs/read-settings";
import { UpdateOrganization } from "@/lib/orgs/schemas";
import { updateOrganization } from "@/lib/orgs/update-organization";

export const GET = withOrg(
  { docs: { summary: "Read the organization", answer: OrganizationAnswer }, can: "organization.read" },
  async ({ ctx }) => tagged(await readSettings(ctx)),
);

export const PATCH = withOrg(
  {
    docs: { summary: "Change the settings of the organization", answer: OrganizationAnswer, versioned: true },
    can: "organization.write",
    body: UpdateOrganization,
  },
  async ({ ctx, body, request }) => tagged(await updateOrganization(ctx, body, expectedBy(request))),
);

import { withUser } from "@/lib/http/with-user";
import { leaveOrganization } from "@/lib/members/leave-organization";
import { OrgParams } from "@/lib/orgs/schemas";

export const DELETE = withUser(
  { docs: { summary: "Leave the organization", answer: null }, params: OrgParams },
  async ({ ctx, params }) => {
    await leaveOrganization(ctx, params.org);
    return undefined;
  },
);

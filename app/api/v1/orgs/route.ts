import { pageShape } from "@/lib/http/cursor";
import { withUser } from "@/lib/http/with-user";
import { OrganizationAnswer, OrganizationsAnswer } from "@/lib/orgs/answers";
import { createOrganization } from "@/lib/orgs/create-organization";
import { organizationsOf } from "@/lib/orgs/organizations-of";
import { CreateOrganization } from "@/lib/orgs/schemas";

export const GET = withUser(
  { docs: { summary: "List one's organizations", answer: pageShape(OrganizationsAnswer) } },
  async ({ ctx }) => ({
    data: await organizationsOf(ctx.tx, ctx.person.id),
    next_cursor: null,
  }),
);

export const POST = withUser(
  { docs: { summary: "Found an organization", answer: OrganizationAnswer, status: 201 }, body: CreateOrganization },
  ({ ctx, body, request }) => createOrganization(ctx, body, request.headers.get("idempotency-key")),
);

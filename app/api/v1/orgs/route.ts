import { created } from "@/lib/http/respond";
import { withUser } from "@/lib/http/with-user";
import { createOrganization } from "@/lib/orgs/create-organization";
import { organizationsOf } from "@/lib/orgs/organizations-of";
import { CreateOrganization } from "@/lib/orgs/schemas";

export const GET = withUser({}, async ({ ctx }) => ({
  data: await organizationsOf(ctx.tx, ctx.person.id),
  next_cursor: null,
}));

export const POST = withUser({ body: CreateOrganization }, async ({ ctx, body }) =>
  created(await createOrganization(ctx, body)),
);

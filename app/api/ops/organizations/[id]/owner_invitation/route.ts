import { created } from "@/lib/http/respond";
import { IdParams } from "@/lib/http/route";
import { withStaff } from "@/lib/http/with-staff";
import { inviteOwner } from "@/lib/ops/invite-owner";
import { InviteOwner } from "@/lib/ops/schemas";

export const POST = withStaff({ params: IdParams, body: InviteOwner, recent: true }, async ({ ctx, params, body }) =>
  created(await ctx.inOrganization(params.id, (inside) => inviteOwner(inside, body.email))),
);

import { withUser } from "@/lib/http/with-user";
import { acceptInvitation } from "@/lib/members/accept-invitation";
import { AcceptInvitation } from "@/lib/members/schemas";

export const POST = withUser({ body: AcceptInvitation }, ({ ctx, body }) => acceptInvitation(ctx, body.token));

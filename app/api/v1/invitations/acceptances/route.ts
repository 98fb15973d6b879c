import { z } from "zod";
import { withUser } from "@/lib/http/with-user";
import { acceptInvitation } from "@/lib/members/accept-invitation";
import { AcceptInvitation } from "@/lib/members/schemas";

export const POST = withUser(
  { docs: { summary: "Accept an invitation", answer: z.object({ slug: z.string() }) }, body: AcceptInvitation },
  ({ ctx, body }) => acceptInvitation(ctx, body.token),
);

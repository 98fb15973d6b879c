import { endSession } from "@/lib/auth/end-sessions";
import { IdParams } from "@/lib/http/route";
import { withUser } from "@/lib/http/with-user";

export const DELETE = withUser({ params: IdParams }, async ({ ctx, params }) => {
  await endSession(ctx.tx, ctx.person.id, params.id);
  return undefined;
});

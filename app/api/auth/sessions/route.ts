import { endOtherSessions } from "@/lib/auth/end-sessions";
import { listSessions } from "@/lib/auth/list-sessions";
import { withUser } from "@/lib/http/with-user";

export const GET = withUser({}, async ({ ctx }) => ({
  data: await listSessions(ctx.tx, ctx.person.id, ctx.session.id),
  next_cursor: null,
}));

/** Ends all of one's sessions but this one. */
export const DELETE = withUser({}, async ({ ctx }) => ({
  ended: await endOtherSessions(ctx.tx, ctx.person.id, ctx.session.id),
}));

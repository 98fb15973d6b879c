import { withOrg } from "@/lib/http/with-org";
import { openStream } from "@/lib/live/open-stream";

export const maxDuration = 300;

export const GET = withOrg({ can: "calls.read", tier: "live.user" }, async ({ ctx, request }) =>
  openStream({ orgId: ctx.org.id, slug: ctx.org.slug, userId: ctx.actor.id }, request),
);

import { withOrg } from "@/lib/http/with-org";
import { openStream } from "@/lib/live/open-stream";

export const maxDuration = 300;

export const GET = withOrg({ can: "calls.read", tier: "live.user" }, async ({ ctx, request }) =>
  openStream(ctx, request),
);

import { withOrg } from "@/lib/http/with-org";
import { openStream } from "@/lib/live/open-stream";

export const maxDuration = 300;

export const GET = withOrg(
  {
    docs: { summary: "Follow what happens, as server-sent events", answer: { media: "text/event-stream" } },
    can: "calls.read",
    tier: "live.user",
  },
  async ({ ctx, request }) => openStream(ctx, request),
);

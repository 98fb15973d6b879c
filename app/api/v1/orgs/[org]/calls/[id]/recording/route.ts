import { openRecording, RecordingQuery } from "@/lib/calls/open-recording";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Hear a recording; ranges are answered", answer: { media: "audio/*" } },
    can: "calls.read",
    params: IdParams,
    query: RecordingQuery,
  },
  ({ ctx, params, query, request }) =>
    openRecording(ctx, { ...params, ...query, range: request.headers.get("range"), signal: request.signal }),
);

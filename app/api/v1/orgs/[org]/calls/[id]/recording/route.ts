import { openRecording } from "@/lib/calls/open-recording";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read", params: IdParams }, ({ ctx, params, request }) =>
  openRecording(ctx, { ...params, range: request.headers.get("range"), signal: request.signal }),
);

import { RelatedCallsAnswer } from "@/lib/calls/answers";
import { relatedCalls } from "@/lib/calls/related-calls";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List other calls of the same person", answer: RelatedCallsAnswer },
    can: "calls.read",
    params: IdParams,
  },
  ({ ctx, params }) => relatedCalls(ctx, params),
);

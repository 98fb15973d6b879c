import { OverviewAnswer } from "@/lib/analytics/answers";
import { readOverview } from "@/lib/analytics/read-overview";
import { cached } from "@/lib/cache/cached";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Read the first screen: today, what needs attention", answer: OverviewAnswer },
    can: "calls.read",
  },
  ({ ctx }) => cached(ctx, "overview", {}, () => readOverview(ctx)),
);

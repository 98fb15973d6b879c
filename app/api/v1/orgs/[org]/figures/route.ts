import { PeriodFiguresAnswer } from "@/lib/analytics/answers";
import { readFigures } from "@/lib/analytics/read-figures";
import { ReadFigures } from "@/lib/analytics/schemas";
import { cached } from "@/lib/cache/cached";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Read the figures of a period, against the one before", answer: PeriodFiguresAnswer },
    can: "calls.read",
    query: ReadFigures,
  },
  ({ ctx, query }) => cached(ctx, "figures", query, () => readFigures(ctx, query)),
);

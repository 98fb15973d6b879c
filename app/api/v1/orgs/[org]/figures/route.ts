import { readFigures } from "@/lib/analytics/read-figures";
import { ReadFigures } from "@/lib/analytics/schemas";
import { cached } from "@/lib/cache/cached";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read", query: ReadFigures }, ({ ctx, query }) =>
  cached(ctx, "figures", query, () => readFigures(ctx, query)),
);

import { readFigures } from "@/lib/analytics/read-figures";
import { ReadFigures } from "@/lib/analytics/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read", query: ReadFigures }, ({ ctx, query }) => readFigures(ctx, query));

import { withOperator } from "@/lib/http/with-operator";
import { ListSlowQueries } from "@/lib/ops/schemas";
import { slowQueries } from "@/lib/ops/slow-queries";

export const GET = withOperator({ query: ListSlowQueries }, async ({ ctx, query }) => ({
  data: await slowQueries(ctx.tx, query.at_least_ms),
}));

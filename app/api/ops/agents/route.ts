import { withOperator } from "@/lib/http/with-operator";
import { findAgents } from "@/lib/ops/find-agents";
import { FindAgents } from "@/lib/ops/schemas";

export const GET = withOperator({ query: FindAgents }, ({ ctx, query }) => findAgents(ctx, query));

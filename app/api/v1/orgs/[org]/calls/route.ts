import { listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "calls.read", query: ListCalls }, ({ ctx, query }) => listCalls(ctx, query));

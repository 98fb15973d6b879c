import { CallPageAnswer } from "@/lib/calls/answers";
import { listCalls } from "@/lib/calls/list-calls";
import { ListCalls } from "@/lib/calls/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "List and search calls", answer: CallPageAnswer }, can: "calls.read", query: ListCalls },
  ({ ctx, query }) => listCalls(ctx, query),
);

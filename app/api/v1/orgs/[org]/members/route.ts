import { ListQuery } from "@/lib/http/cursor";
import { withOrg } from "@/lib/http/with-org";
import { listMembers } from "@/lib/members/list-members";

export const GET = withOrg({ can: "members.read", query: ListQuery }, ({ ctx, query }) => listMembers(ctx, query));

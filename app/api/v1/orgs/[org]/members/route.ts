import { ListQuery, pageShape } from "@/lib/http/cursor";
import { withOrg } from "@/lib/http/with-org";
import { MemberAnswer } from "@/lib/members/answers";
import { listMembers } from "@/lib/members/list-members";

export const GET = withOrg(
  { docs: { summary: "List members", answer: pageShape(MemberAnswer) }, can: "members.read", query: ListQuery },
  ({ ctx, query }) => listMembers(ctx, query),
);

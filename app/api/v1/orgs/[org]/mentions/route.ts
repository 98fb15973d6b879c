import { withOrg } from "@/lib/http/with-org";
import { MentionsAnswer } from "@/lib/notes/answers";
import { listMentions } from "@/lib/notes/list-mentions";

export const GET = withOrg(
  { docs: { summary: "List mentions of oneself", answer: MentionsAnswer }, can: "mentions.read" },
  ({ ctx }) => listMentions(ctx),
);

import { withOrg } from "@/lib/http/with-org";
import { listMentions } from "@/lib/notes/list-mentions";

export const GET = withOrg({ can: "mentions.read" }, ({ ctx }) => listMentions(ctx));

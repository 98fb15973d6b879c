import { listActors } from "@/lib/audit/list-actors";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "audit.read" }, ({ ctx }) => listActors(ctx));

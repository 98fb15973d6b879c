import { listCredentials } from "@/lib/credentials/list-credentials";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "organization.read" }, async ({ ctx }) => ({
  data: await listCredentials(ctx),
  next_cursor: null,
}));

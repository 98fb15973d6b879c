import { retireCredential } from "@/lib/credentials/retire-credential";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "credentials.write", recent: true, params: IdParams }, ({ ctx, params }) =>
  retireCredential(ctx, params),
);

import { verifyCredential } from "@/lib/credentials/verify-credential";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg({ can: "credentials.write", params: IdParams }, ({ ctx, params }) =>
  verifyCredential(ctx, params),
);

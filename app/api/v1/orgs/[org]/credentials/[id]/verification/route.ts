import { CredentialAnswer } from "@/lib/credentials/answers";
import { verifyCredential } from "@/lib/credentials/verify-credential";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Try a credential at its vendor", answer: CredentialAnswer },
    can: "credentials.verify",
    params: IdParams,
  },
  ({ ctx, params }) => verifyCredential(ctx, params),
);

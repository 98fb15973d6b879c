import { CredentialAnswer } from "@/lib/credentials/answers";
import { retireCredential } from "@/lib/credentials/retire-credential";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "End a credential", answer: CredentialAnswer },
    can: "credentials.write",
    recent: true,
    params: IdParams,
  },
  ({ ctx, params }) => retireCredential(ctx, params),
);

import { CredentialAnswer } from "@/lib/credentials/answers";
import { deleteCredential } from "@/lib/credentials/delete-credential";
import { getCredential } from "@/lib/credentials/list-credentials";
import { UpdateCredential } from "@/lib/credentials/schemas";
import { updateCredential } from "@/lib/credentials/update-credential";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "Read what may be shown of a credential", answer: CredentialAnswer },
    can: "credentials.read",
    params: IdParams,
  },
  ({ ctx, params }) => getCredential(ctx, params),
);

export const PATCH = withOrg(
  {
    docs: { summary: "Change a credential's name, end or use", answer: CredentialAnswer },
    can: "credentials.write",
    recent: true,
    params: IdParams,
    body: UpdateCredential,
  },
  ({ ctx, params, body }) => updateCredential(ctx, { ...params, ...body }),
);

export const DELETE = withOrg(
  { docs: { summary: "Delete a credential", answer: null }, can: "credentials.write", recent: true, params: IdParams },
  async ({ ctx, params }) => {
    await deleteCredential(ctx, params);
    return undefined;
  },
);

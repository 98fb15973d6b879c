import { CredentialAnswer } from "@/lib/credentials/answers";
import { rotateCredential } from "@/lib/credentials/rotate-credential";
import { RotateCredential } from "@/lib/credentials/schemas";
import { created } from "@/lib/http/respond";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Put a new secret in a credential's place", answer: CredentialAnswer, status: 201 },
    can: "credentials.write",
    recent: true,
    params: IdParams,
    body: RotateCredential,
  },
  async ({ ctx, params, body }) => created(await rotateCredential(ctx, { ...params, ...body })),
);

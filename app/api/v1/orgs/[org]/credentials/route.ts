import { CredentialAnswer } from "@/lib/credentials/answers";
import { createCredential } from "@/lib/credentials/create-credential";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { CreateCredential } from "@/lib/credentials/schemas";
import { pageShape } from "@/lib/http/cursor";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "List credentials of vendors", answer: pageShape(CredentialAnswer) }, can: "credentials.read" },
  async ({ ctx }) => ({
    data: await listCredentials(ctx),
    next_cursor: null,
  }),
);

export const POST = withOrg(
  {
    docs: { summary: "Keep a credential of a vendor", answer: CredentialAnswer, status: 201 },
    can: "credentials.write",
    recent: true,
    body: CreateCredential,
  },
  async ({ ctx, body }) => created(await createCredential(ctx, body)),
);

import { createCredential } from "@/lib/credentials/create-credential";
import { listCredentials } from "@/lib/credentials/list-credentials";
import { CreateCredential } from "@/lib/credentials/schemas";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "credentials.read" }, async ({ ctx }) => ({
  data: await listCredentials(ctx),
  next_cursor: null,
}));

export const POST = withOrg({ can: "credentials.write", recent: true, body: CreateCredential }, async ({ ctx, body }) =>
  created(await createCredential(ctx, body)),
);

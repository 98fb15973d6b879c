import { listCredentials } from "@/lib/credentials/list-credentials";
import { removeCredential } from "@/lib/credentials/remove-credential";
import { saveCredential } from "@/lib/credentials/save-credential";
import { ProviderParams, SaveCredential } from "@/lib/credentials/schemas";
import { AppError } from "@/lib/errors";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "organization.read", params: ProviderParams }, async ({ ctx, params }) => {
  const found = (await listCredentials(ctx)).find(({ provider }) => provider === params.provider);
  if (!found) throw new AppError("not_found", "No key of this vendor is kept here.");
  return found;
});

export const PUT = withOrg(
  { can: "credentials.write", params: ProviderParams, body: SaveCredential },
  ({ ctx, params, body }) => saveCredential(ctx, params.provider, body.secret),
);

export const DELETE = withOrg({ can: "credentials.write", params: ProviderParams }, async ({ ctx, params }) => {
  await removeCredential(ctx, params.provider);
  return undefined;
});

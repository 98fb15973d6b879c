import { attemptFrom } from "@/lib/auth/attempts";
import { UnlockAccount } from "@/lib/auth/schemas";
import { unlockAccount } from "@/lib/auth/unlock-account";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ body: UnlockAccount, limit: attemptFrom }, async ({ body }) => {
  await unlockAccount(body);
  return undefined;
});

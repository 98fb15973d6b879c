import { attemptFrom } from "@/lib/auth/attempts";
import { proveAgain } from "@/lib/auth/prove-again";
import { requireRecentProof } from "@/lib/auth/require-recent-proof";
import { ProveAgain } from "@/lib/auth/schemas";
import { requireSignedIn } from "@/lib/auth/session";
import { withPublic } from "@/lib/http/with-public";

/** Whether a recent proof is there: 204, else 403. */
export const GET = withPublic({ limit: attemptFrom }, async () => {
  await requireRecentProof(await requireSignedIn());
  return undefined;
});

export const POST = withPublic({ body: ProveAgain, limit: attemptFrom }, async ({ body }) => {
  await proveAgain(body);
  return undefined;
});

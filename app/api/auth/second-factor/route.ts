import { attemptFrom } from "@/lib/auth/attempts";
import { removeFactor } from "@/lib/auth/remove-factor";
import { withPublic } from "@/lib/http/with-public";

export const DELETE = withPublic({ limit: attemptFrom }, async () => {
  await removeFactor();
  return undefined;
});

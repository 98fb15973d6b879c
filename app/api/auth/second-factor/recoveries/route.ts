import { attemptFrom } from "@/lib/auth/attempts";
import { redeemRecoveryCode } from "@/lib/auth/redeem-recovery-code";
import { RedeemRecoveryCode } from "@/lib/auth/schemas";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ body: RedeemRecoveryCode, limit: attemptFrom }, ({ body }) =>
  redeemRecoveryCode(body),
);

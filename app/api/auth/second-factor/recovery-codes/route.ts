import { attemptFrom } from "@/lib/auth/attempts";
import { remakeRecoveryCodes } from "@/lib/auth/remake-recovery-codes";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ limit: attemptFrom }, () => remakeRecoveryCodes());

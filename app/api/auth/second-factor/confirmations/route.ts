import { attemptFrom } from "@/lib/auth/attempts";
import { confirmFactor } from "@/lib/auth/confirm-factor";
import { ConfirmFactor } from "@/lib/auth/schemas";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ body: ConfirmFactor, limit: attemptFrom }, ({ body }) => confirmFactor(body));

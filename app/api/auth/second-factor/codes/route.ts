import { attemptFrom } from "@/lib/auth/attempts";
import { ShowFactor } from "@/lib/auth/schemas";
import { showFactor } from "@/lib/auth/show-factor";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ body: ShowFactor, limit: attemptFrom }, ({ body }) => showFactor(body));

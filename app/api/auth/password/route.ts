import { attemptFrom } from "@/lib/auth/attempts";
import { SetPassword } from "@/lib/auth/schemas";
import { setPassword } from "@/lib/auth/set-password";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ body: SetPassword, limit: attemptFrom }, ({ body }) => setPassword(body));

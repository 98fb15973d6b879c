import { attemptFrom } from "@/lib/auth/attempts";
import { confirmLink } from "@/lib/auth/confirm-link";
import { ConfirmLink } from "@/lib/auth/schemas";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({ body: ConfirmLink, limit: attemptFrom }, ({ body }) => confirmLink(body));

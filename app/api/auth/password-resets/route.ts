import { attemptAt } from "@/lib/auth/attempts";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { RequestPasswordReset } from "@/lib/auth/schemas";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic(
  { body: RequestPasswordReset, limit: (request, { body }) => attemptAt(request, body.email) },
  ({ body, log }) => requestPasswordReset(body, log),
);

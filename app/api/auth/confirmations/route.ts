import { attemptAt } from "@/lib/auth/attempts";
import { resendConfirmation } from "@/lib/auth/resend-confirmation";
import { ResendConfirmation } from "@/lib/auth/schemas";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic(
  { body: ResendConfirmation, limit: (request, { body }) => attemptAt(request, body.email) },
  ({ body, log }) => resendConfirmation(body, log),
);

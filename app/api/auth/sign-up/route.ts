import { attemptAt } from "@/lib/auth/attempts";
import { SignUp } from "@/lib/auth/schemas";
import { signUp } from "@/lib/auth/sign-up";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic(
  { body: SignUp, limit: (request, { body }) => attemptAt(request, body.email) },
  ({ body, log }) => signUp(body, log),
);

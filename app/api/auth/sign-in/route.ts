import { attemptAt } from "@/lib/auth/attempts";
import { SignIn } from "@/lib/auth/schemas";
import { signIn } from "@/lib/auth/sign-in";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic(
  { body: SignIn, limit: (request, { body }) => attemptAt(request, body.email) },
  ({ body }) => signIn(body),
);

import { signOut } from "@/lib/auth/sign-out";
import { withPublic } from "@/lib/http/with-public";

export const POST = withPublic({}, async () => {
  await signOut();
  return undefined;
});

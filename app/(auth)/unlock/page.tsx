import type { Metadata } from "next";
import { UnlockAccount } from "@/lib/auth/schemas";
import { LinkButton } from "../../_ui/link-button";
import { AuthHeading } from "../auth-heading";
import { UnlockButton } from "./unlock-button";

export const metadata: Metadata = { title: "Unlock your account", referrer: "no-referrer" };

/** Where the link of a lock's mail leads. Opening it changes nothing, as mail scanners open every link: the button does. */
export default async function UnlockPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const link = UnlockAccount.safeParse(await searchParams);
  if (!link.success)
    return (
      <>
        <AuthHeading title="This link does not work">It is not complete. Copy it whole from the mail.</AuthHeading>
        <LinkButton href="/sign-in" look="primary" size="large">
          Sign in
        </LinkButton>
      </>
    );
  return (
    <>
      <AuthHeading title="Unlock your account">
        Somebody has guessed at it too often. Unlock it if you want to sign in now; otherwise it opens again by itself.
      </AuthHeading>
      <UnlockButton token={link.data.token} />
    </>
  );
}

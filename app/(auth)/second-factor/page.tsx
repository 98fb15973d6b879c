import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { requireHalfReader } from "@/lib/auth/page";
import { safeReturnTo } from "@/lib/auth/safe-return-to";
import { AuthHeading } from "../auth-heading";
import { SignOutButton } from "../sign-out-button";
import { CodeForm } from "./code-form";
import { Enrolment } from "./enrolment";

export const metadata: Metadata = { title: "Second factor" };

/** Where a session shows its second factor, and where it is set up. Whoever has shown it goes on. */
export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = safeReturnTo((await searchParams).next);
  const { person, session } = await requireHalfReader(`/second-factor?next=${encodeURIComponent(next)}`);
  if (session.has_second_factor && session.state === "good") redirect(next);
  return (
    <>
      {session.has_second_factor ? (
        <CodeForm next={next} />
      ) : (
        <>
          <AuthHeading title="Set up a second factor">
            {next === "/account"
              ? "A password can be stolen without a trace. A code from your phone cannot be used without your phone."
              : "What you are about to open needs more than a password: a code from your phone."}
          </AuthHeading>
          <Enrolment next={next} />
        </>
      )}
      <p className="mt-6 text-14 text-muted">
        Signed in as {person.email}. <SignOutButton />
      </p>
    </>
  );
}

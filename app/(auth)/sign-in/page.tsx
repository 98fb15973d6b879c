import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { safeReturnTo } from "@/lib/auth/safe-return-to";
import { currentSession } from "@/lib/auth/session";
import { TextLink } from "../../_ui/text-link";
import { AuthHeading } from "../auth-heading";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeReturnTo((await searchParams).next);
  if (await currentSession()) redirect(next);
  const onward = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <>
      <AuthHeading title="Sign in">
        {next.startsWith("/invitations/") ? "Then you can accept your invitation." : "Welcome back."}
      </AuthHeading>
      <SignInForm next={next} />
      <div className="mt-6 flex flex-wrap justify-between gap-x-6 gap-y-2 text-14 text-muted">
        <p>
          New here? <TextLink href={`/sign-up${onward}`}>Create an account</TextLink>
        </p>
        <TextLink href="/forgot-password">Forgot your password?</TextLink>
      </div>
    </>
  );
}

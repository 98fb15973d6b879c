import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { safeReturnTo } from "@/lib/auth/safe-return-to";
import { currentSession } from "@/lib/auth/session";
import { readInvitation } from "@/lib/members/read-invitation";
import { TextLink } from "../../_ui/text-link";
import { AuthHeading } from "../auth-heading";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = safeReturnTo((await searchParams).next);
  if (await currentSession()) redirect(next);
  const token = /^\/invitations\/([^/?#]+)$/.exec(next)?.[1];
  const invitation = token ? await readInvitation(token) : undefined;
  const onward = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <>
      <AuthHeading title={invitation ? `Join ${invitation.organization}` : "Create an account"}>
        {invitation
          ? "First an account of your own; it can belong to several organizations."
          : "Then create your organization, or join one that has invited you."}
      </AuthHeading>
      <SignUpForm next={next} email={invitation?.email ?? ""} />
      <p className="mt-6 text-14 text-muted">
        You have an account? <TextLink href={`/sign-in${onward}`}>Sign in</TextLink>
      </p>
    </>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hasResetPass } from "@/lib/auth/reset-pass";
import { currentSession } from "@/lib/auth/session";
import { LinkButton } from "../../_ui/link-button";
import { AuthHeading } from "../auth-heading";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage() {
  const { person, session } = (await currentSession()) ?? {};
  if (session?.state === "code_needed") redirect("/second-factor?next=/reset-password");
  if (!person || !(await hasResetPass(person.id))) {
    return (
      <>
        <AuthHeading title="You need a new link">
          A link to choose a new password works once, within an hour.
        </AuthHeading>
        <LinkButton href="/forgot-password" look="primary" size="large">
          Mail me a new link
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Choose a new password">
        For {person.email}. You will be signed out everywhere else.
      </AuthHeading>
      <ResetPasswordForm email={person.email} />
    </>
  );
}

import type { Metadata } from "next";
import { TextLink } from "../../_ui/text-link";
import { AuthHeading } from "../auth-heading";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot your password?" };

export default function ForgotPasswordPage() {
  return (
    <>
      <AuthHeading title="Forgot your password?">We mail you a link to choose a new one.</AuthHeading>
      <ForgotPasswordForm />
      <p className="mt-6 text-14 text-muted">
        It came back to you? <TextLink href="/sign-in">Sign in</TextLink>
      </p>
    </>
  );
}

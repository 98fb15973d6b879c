"use client";

import { useForm } from "react-hook-form";
import { lazyResolver } from "../../_ui/data/lazy-resolver";
import { Field } from "../../_ui/field";
import { PasswordInput } from "../../_ui/password-input";
import { PasswordStrength } from "../../_ui/password-strength";
import { AuthForm } from "../auth-form";

const resolver = lazyResolver(async () => (await import("@/lib/auth/schemas")).SetPassword);

export function ResetPasswordForm({ email }: { email: string }) {
  const form = useForm({ resolver, defaultValues: { password: "" } });
  return (
    <AuthForm
      form={form}
      action="/api/auth/password"
      label="Save the new password"
      onDone={(answer: { next: string }) => window.location.assign(answer.next)}
    >
      {/* Password managers file the new password under this name. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field
        label="New password"
        error={form.formState.errors.password?.message}
        hint="10 characters or more. A short sentence is strong and easy to remember."
      >
        <PasswordInput autoComplete="new-password" {...form.register("password")} />
      </Field>
      <PasswordStrength password={form.watch("password")} about={[email]} />
    </AuthForm>
  );
}

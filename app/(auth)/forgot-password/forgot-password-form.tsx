"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { lazyResolver } from "../../_ui/data/lazy-resolver";
import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";
import { AuthForm } from "../auth-form";
import { keepMailNote } from "../mail-note";

const resolver = lazyResolver(async () => (await import("@/lib/auth/schemas")).RequestPasswordReset);

export function ForgotPasswordForm() {
  const router = useRouter();
  const form = useForm({ resolver, defaultValues: { email: "" } });
  return (
    <AuthForm
      form={form}
      action="/api/auth/password-resets"
      label="Mail me a link"
      onDone={(_, { email }) => {
        keepMailNote({ kind: "password_reset", email });
        router.push("/check-your-mail");
      }}
    >
      <Field label="E-mail address" error={form.formState.errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          className="h-10!"
          {...form.register("email")}
        />
      </Field>
    </AuthForm>
  );
}

"use client";

import { useForm } from "react-hook-form";
import { ApiError } from "../../_ui/data/api-error";
import { lazyResolver } from "../../_ui/data/lazy-resolver";
import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";
import { PasswordInput } from "../../_ui/password-input";
import { AuthForm } from "../auth-form";
import { ResendConfirmation } from "../resend-confirmation";

const resolver = lazyResolver(async () => (await import("@/lib/auth/schemas")).SignIn.omit({ next: true }));

export function SignInForm({ next }: { next: string }) {
  const form = useForm({ resolver, defaultValues: { email: "", password: "" } });
  const { errors } = form.formState;
  return (
    <AuthForm
      form={form}
      action="/api/auth/sign-in"
      label="Sign in"
      extra={{ next }}
      explain={(error, { email }) =>
        isUnconfirmed(error) ? <ResendConfirmation email={email} next={next} prompt={error.message} /> : null
      }
      onDone={(answer: { next: string }) => window.location.assign(answer.next)}
    >
      <Field label="E-mail address" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          className="h-10!"
          {...form.register("email")}
        />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register("password")} />
      </Field>
    </AuthForm>
  );
}

function isUnconfirmed(error: unknown): error is ApiError {
  return error instanceof ApiError && error.details?.reason === "email_not_confirmed";
}

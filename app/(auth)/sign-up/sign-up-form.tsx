"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { lazyResolver } from "../../_ui/data/lazy-resolver";
import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";
import { PasswordInput } from "../../_ui/password-input";
import { PasswordStrength } from "../../_ui/password-strength";
import { AuthForm } from "../auth-form";
import { keepMailNote } from "../mail-note";

const resolver = lazyResolver(async () => (await import("@/lib/auth/schemas")).SignUp.omit({ next: true }));

/** @param email given by an invitation, which is for this address alone */
export function SignUpForm({ next, email }: { next: string; email: string }) {
  const router = useRouter();
  const form = useForm({ resolver, defaultValues: { full_name: "", email, password: "" } });
  const { errors } = form.formState;
  const [password, typedEmail, name] = form.watch(["password", "email", "full_name"]);
  return (
    <AuthForm
      form={form}
      action="/api/auth/sign-up"
      label="Create an account"
      extra={{ next }}
      onDone={(_, values) => {
        keepMailNote({ kind: "confirmation", email: values.email, next });
        router.push("/check-your-mail");
      }}
    >
      <Field label="Your name" error={errors.full_name?.message}>
        <Input autoComplete="name" className="h-10!" {...form.register("full_name")} />
      </Field>
      <Field
        label="E-mail address"
        error={errors.email?.message}
        hint={email ? "Your invitation is for this address." : undefined}
      >
        <Input
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          readOnly={email !== ""}
          className="h-10! read-only:bg-sunken"
          {...form.register("email")}
        />
      </Field>
      <Field
        label="Password"
        error={errors.password?.message}
        hint="10 characters or more. A short sentence is strong and easy to remember."
      >
        <PasswordInput autoComplete="new-password" {...form.register("password")} />
      </Field>
      <PasswordStrength password={password} about={[typedEmail, name]} />
    </AuthForm>
  );
}

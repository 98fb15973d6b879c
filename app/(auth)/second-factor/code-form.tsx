"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { CodeInput } from "../../_ui/code-input";
import { lazyResolver } from "../../_ui/data/lazy-resolver";
import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";
import { AuthForm } from "../auth-form";
import { AuthHeading } from "../auth-heading";

const codeResolver = lazyResolver(async () => (await import("@/lib/auth/schemas")).ShowFactor.pick({ code: true }));

/** The code of the app; for somebody without their phone, a recovery code. */
export function CodeForm({ next }: { next: string }) {
  const [lost, setLost] = useState(false);
  return (
    <>
      {lost ? (
        <>
          <AuthHeading title="Enter a recovery code">
            Without your phone, one of your recovery codes lets you in.
          </AuthHeading>
          <RecoveryForm next={next} />
        </>
      ) : (
        <>
          <AuthHeading title="Enter your code">
            Open your authenticator app and type the six digits it shows for Foyer.
          </AuthHeading>
          <AppForm next={next} />
        </>
      )}
      <button
        type="button"
        onClick={() => setLost(!lost)}
        className="mt-4 rounded-[2px] text-14 text-accent underline decoration-accent-line underline-offset-[3px] hover:decoration-accent"
      >
        {lost ? "Use the authenticator app" : "I do not have my phone"}
      </button>
    </>
  );
}

function AppForm({ next }: { next: string }) {
  const form = useForm({ resolver: codeResolver, defaultValues: { code: "" } });
  return (
    <AuthForm
      form={form}
      action="/api/auth/second-factor/codes"
      label="Go on"
      extra={{ next }}
      onDone={(answer: { next: string }) => window.location.assign(answer.next)}
    >
      <Field label="Code" error={form.formState.errors.code?.message}>
        <CodeInput autoFocus {...form.register("code")} />
      </Field>
    </AuthForm>
  );
}

function RecoveryForm({ next }: { next: string }) {
  const form = useForm({ defaultValues: { code: "" } });
  return (
    <AuthForm
      form={form}
      action="/api/auth/second-factor/recoveries"
      label="Sign in and remove the lost phone"
      extra={{ next }}
      onDone={(answer: { next: string }) => window.location.assign(answer.next)}
    >
      <Field
        label="Recovery code"
        error={form.formState.errors.code?.message}
        hint="One of the ten you kept when you set up your phone. Using it removes the lost phone from your account; you can set up a new one at once. If you have none left, answer any mail of ours: we make sure that it is you, and let you in."
      >
        <Input
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="h-10! font-mono"
          {...form.register("code", { required: "Enter a recovery code." })}
        />
      </Field>
    </AuthForm>
  );
}

"use client";

import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "./button";
import { CodeInput } from "./code-input";
import { send } from "./data/fetcher";
import { placeRefusal } from "./data/place-refusal";
import { OpenedDialog } from "./dialog-parts";
import { Field } from "./field";
import { FormErrors } from "./form-errors";
import { PasswordInput } from "./password-input";

/** Asks who sits at the screen, before what a computer left open must not allow. `onClose` says whether it was shown. */
export function ProofDialog({ by, onClose }: { by: "code" | "password"; onClose: (given: boolean) => void }) {
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const form = useForm<Record<string, string>>({ defaultValues: { [by]: "" } });
  const prove = form.handleSubmit(async (values) => {
    setPending(true);
    setError(null);
    try {
      await send("POST", "/api/auth/proofs", values);
      onClose(true);
    } catch (reason) {
      setError(placeRefusal(form, reason));
      setPending(false);
    }
  });
  const field = form.register(by, { required: `Enter your ${by}.` });
  const problem = form.formState.errors[by]?.message;
  return (
    <OpenedDialog
      title="Is it still you?"
      description="This changes what keeps your organization safe, so we ask once more. Then it goes on by itself."
      trigger={null}
      open
      onOpenChange={(open) => (open ? undefined : onClose(false))}
      footer={
        <>
          <Button onClick={() => onClose(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Go on
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={prove} className="flex flex-col gap-4">
        {by === "code" ? (
          <Field label="Code of your authenticator app" error={problem}>
            <CodeInput autoFocus {...field} />
          </Field>
        ) : (
          <Field label="Your password" error={problem}>
            <PasswordInput autoFocus autoComplete="current-password" {...field} />
          </Field>
        )}
        <FormErrors error={error} />
      </form>
    </OpenedDialog>
  );
}

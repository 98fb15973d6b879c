"use client";

import { type ReactNode, useRef, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { Button } from "../_ui/button";
import { send } from "../_ui/data/fetcher";
import { placeRefusal } from "../_ui/data/place-refusal";
import { FormErrors } from "../_ui/form-errors";

/**
 * A form that posts its values to `/api/auth/…`. Refused fields say why beside themselves; everything else is said above
 * the button, through `explain` when the page has more to offer. Stays pending after success: the page is being left.
 */
export function AuthForm<Values extends FieldValues, Answer>({
  form,
  action,
  label,
  extra,
  explain,
  onDone,
  children,
}: {
  form: UseFormReturn<Values>;
  action: string;
  label: string;
  /** Sent beside the values. */
  extra?: Record<string, unknown>;
  explain?: (error: unknown, values: Values) => ReactNode;
  onDone: (answer: Answer, values: Values) => void;
  children: ReactNode;
}) {
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const attempt = useRef({ body: "", key: "" });
  const submit = form.handleSubmit(async (values) => {
    setPending(true);
    setError(null);
    try {
      const sent = { ...values, ...extra };
      // The same once more, because its answer was lost, is the same attempt.
      const body = JSON.stringify(sent);
      if (attempt.current.body !== body) attempt.current = { body, key: crypto.randomUUID() };
      onDone(await send<Answer>("POST", action, sent, { "idempotency-key": attempt.current.key }), values);
    } catch (reason) {
      setError(placeRefusal(form, reason));
      setPending(false);
    }
  });
  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      {children}
      {error ? (explain?.(error, form.getValues()) ?? <FormErrors error={error} />) : null}
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        {label}
      </Button>
    </form>
  );
}

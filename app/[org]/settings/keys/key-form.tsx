"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import type { Credential, CredentialProvider, SaveCredential } from "@/lib/credentials/schemas";
import { Button } from "../../../_ui/button";
import { lazyResolver } from "../../../_ui/data/lazy-resolver";
import { placeRefusal } from "../../../_ui/data/place-refusal";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { toastDone } from "../../../_ui/toast";

const resolver = lazyResolver(async () => (await import("@/lib/credentials/schemas")).SaveCredential);

/** Takes a vendor's key. Loaded when somebody begins to enter one. */
export function KeyForm({
  provider,
  label,
  onDone,
}: {
  provider: CredentialProvider;
  label: string;
  onDone: () => void;
}) {
  const [error, setError] = useState<unknown>(null);
  const form = useForm({ resolver, defaultValues: { secret: "" } });
  const { run, pending } = useMutationApi<SaveCredential, Credential>({
    method: "PUT",
    path: () => `/credentials/${provider}`,
    invalidates: () => ["/credentials"],
    toastErrors: false,
  });
  const save = form.handleSubmit(async (values) => {
    setError(null);
    try {
      await run(values);
      toastDone(`${label} key saved`);
      onDone();
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  return (
    <form noValidate onSubmit={save} className="mt-4 flex flex-col gap-3">
      <Field label={`${label} API key`} error={form.formState.errors.secret?.message}>
        <Input
          type="password"
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore
          className="font-mono"
          {...form.register("secret")}
        />
      </Field>
      <FormErrors error={error} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" pending={pending}>
          Save the key
        </Button>
        <Button look="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

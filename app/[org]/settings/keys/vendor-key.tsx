"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { type Credential, type CredentialProvider, SaveCredential } from "@/lib/credentials/schemas";
import { Button } from "../../../_ui/button";
import { ConfirmDialog } from "../../../_ui/confirm-dialog";
import { placeRefusal } from "../../../_ui/data/place-refusal";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { Card } from "../../../_ui/section";
import { Status } from "../../../_ui/status";
import { Time } from "../../../_ui/time";
import { toastDone } from "../../../_ui/toast";

/** One vendor's key: what it is good for, what is kept, and the ways to change that. */
export function VendorKey({
  provider,
  label,
  use,
  credential,
  editable,
}: {
  provider: CredentialProvider;
  label: string;
  use: string;
  credential: Credential | null;
  editable: boolean;
}) {
  const [entering, setEntering] = useState(false);
  const { run: remove } = useMutationApi<void>({
    method: "DELETE",
    path: () => `/credentials/${provider}`,
    invalidates: () => ["/credentials"],
    toastErrors: false,
  });
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h2 className="font-semibold text-14">{label}</h2>
        {credential ? (
          <Status tone="good">
            <span className="font-mono text-13">
              <span aria-hidden>••••</span>
              <span className="sr-only">ends in </span>
              {credential.last_four}
            </span>
          </Status>
        ) : (
          <Status shape="ring">No key</Status>
        )}
      </div>
      <p className="mt-1.5 max-w-[60ch] text-13 text-muted">{use}</p>
      {credential ? (
        <p className="mt-2 text-13 text-faint">
          Saved <Time at={credential.updated_at} />
          {credential.created_by ? ` by ${credential.created_by}` : ""}.
        </p>
      ) : null}
      {editable && !entering ? (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button onClick={() => setEntering(true)}>{credential ? "Replace" : `Add the ${label} key`}</Button>
          {credential ? (
            <ConfirmDialog
              title={`Remove the ${label} key?`}
              loses={`Foyer can no longer ask ${label} for your calls and agents. Webhooks keep arriving. The key itself stays valid at ${label}.`}
              action="Remove"
              trigger={<Button look="ghost">Remove</Button>}
              onConfirm={async () => {
                await remove();
                toastDone(`${label} key removed`);
              }}
            />
          ) : null}
        </div>
      ) : null}
      {entering ? <KeyForm provider={provider} label={label} onDone={() => setEntering(false)} /> : null}
    </Card>
  );
}

function KeyForm({ provider, label, onDone }: { provider: CredentialProvider; label: string; onDone: () => void }) {
  const [error, setError] = useState<unknown>(null);
  const form = useForm({ resolver: zodResolver(SaveCredential), defaultValues: { secret: "" } });
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

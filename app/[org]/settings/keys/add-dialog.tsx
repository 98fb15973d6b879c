"use client";

import { useId, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { type CredentialKind, KINDS, kinds } from "@/lib/credentials/kinds";
import type { CreateCredential, Credential } from "@/lib/credentials/schemas";
import { Button } from "../../../_ui/button";
import { lazyResolver } from "../../../_ui/data/lazy-resolver";
import { placeRefusal } from "../../../_ui/data/place-refusal";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { Select } from "../../../_ui/select";
import { toastDone } from "../../../_ui/toast";
import { endOf } from "./last-day";
import { LastDayField } from "./last-day-field";
import { SecretInput } from "./secret-input";

const resolver = lazyResolver(async () => (await import("@/lib/credentials/schemas")).CreateCredential);
const OPTIONS = kinds.map((kind) => ({ value: kind, label: KINDS[kind].label }));

/** Takes a credential; where the vendor can be asked, it is tried at once. */
export function AddDialog({
  kind: first,
  open,
  onOpenChange,
}: {
  kind: CredentialKind;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const form = useForm<CreateCredential>({
    resolver,
    defaultValues: { kind: first, label: KINDS[first].label, secret: "", expires_at: null },
  });
  const kind = useWatch({ control: form.control, name: "kind" });
  const create = useMutationApi<CreateCredential, Credential>({
    method: "POST",
    path: () => "/credentials",
    invalidates: () => ["/credentials"],
    toastErrors: false,
  });
  const verify = useMutationApi<Credential, Credential>({
    method: "POST",
    path: ({ id }) => `/credentials/${id}/verification`,
    body: () => ({}),
    invalidates: () => ["/credentials"],
  });
  const show = (next: boolean) => {
    if (!next) form.reset();
    setError(null);
    onOpenChange(next);
  };
  const save = form.handleSubmit(async (values) => {
    setError(null);
    try {
      const made = await create.run(values);
      toastDone(`${made.label} kept`);
      show(false);
      if (made.verifiable) await verify.run(made).catch(() => undefined);
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  const chosen = form.register("kind", {
    onChange: ({ target }) => {
      if (!form.formState.dirtyFields.label) form.setValue("label", KINDS[target.value as CredentialKind].label);
    },
  });
  const { errors } = form.formState;
  return (
    <Dialog
      title="Add a credential"
      description="You see its last four characters and a fingerprint from then on, never the whole again."
      open={open}
      onOpenChange={show}
      footer={
        <>
          <Button onClick={() => show(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={create.pending}>
            Keep it
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={save} className="flex flex-col gap-4">
        <Field
          label="Vendor"
          error={errors.kind?.message}
          hint={[KINDS[kind].use, KINDS[kind].unverifiable_because].filter(Boolean).join(" ")}
        >
          <Select options={OPTIONS} {...chosen} />
        </Field>
        <Field label="Name" error={errors.label?.message}>
          <Input autoComplete="off" {...form.register("label")} />
        </Field>
        <Field label="Secret" error={errors.secret?.message} hint={KINDS[kind].where}>
          <SecretInput kind={kind} {...form.register("secret")} />
        </Field>
        <LastDayField field={form.register("expires_at", { setValueAs: endOf })} error={errors.expires_at?.message} />
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}

"use client";

import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { KINDS } from "@/lib/credentials/kinds";
import type { Credential } from "@/lib/credentials/schemas";
import { Button } from "../../../_ui/button";
import { placeRefusal } from "../../../_ui/data/place-refusal";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Select } from "../../../_ui/select";
import { toastDone } from "../../../_ui/toast";
import { endOf } from "./last-day";
import { LastDayField } from "./last-day-field";
import { SecretInput } from "./secret-input";

const OVERLAPS = [
  { value: "0", label: "No overlap: forget the old one now" },
  { value: "24", label: "One day" },
  { value: "168", label: "Seven days" },
  { value: "720", label: "Thirty days" },
];

type Values = { secret: string; overlap_hours: string; expires_at: string | null };

/** Puts a new secret in a credential's place; the old one stays valid beside it for as long as is chosen. */
export function RotateDialog({
  credential,
  open,
  onOpenChange,
}: {
  credential: Credential;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { id, kind, label } = credential;
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const form = useForm<Values>({ defaultValues: { secret: "", overlap_hours: "24", expires_at: null } });
  const { run, pending } = useMutationApi<Values, Credential>({
    method: "POST",
    path: () => `/credentials/${id}/rotation`,
    body: ({ overlap_hours, ...rest }) => ({ ...rest, overlap_hours: Number(overlap_hours) }),
    invalidates: () => ["/credentials"],
    toastErrors: false,
  });
  const verify = useMutationApi<Credential, Credential>({
    method: "POST",
    path: ({ id: successor }) => `/credentials/${successor}/verification`,
    body: () => ({}),
    invalidates: () => ["/credentials"],
  });
  const rotate = form.handleSubmit(async (values) => {
    setError(null);
    try {
      const successor = await run(values);
      toastDone(`${label} rotated`);
      onOpenChange(false);
      if (successor.verifiable) await verify.run(successor).catch(() => undefined);
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  const { errors } = form.formState;
  return (
    <Dialog
      title={`Rotate ${label}`}
      description="The new secret is used at once. The old one stays valid beside it until it is retired."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Rotate
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={rotate} className="flex flex-col gap-4">
        <Field label="New secret" error={errors.secret?.message} hint={KINDS[kind].where}>
          <SecretInput kind={kind} {...form.register("secret", { required: "Paste the new secret." })} />
        </Field>
        <LastDayField field={form.register("expires_at", { setValueAs: endOf })} error={errors.expires_at?.message} />
        <Field label="The old one stays valid for">
          <Select options={OVERLAPS} {...form.register("overlap_hours")} />
        </Field>
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}

"use client";

import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import type { Credential, UpdateCredential } from "@/lib/credentials/schemas";
import { Button } from "../../../_ui/button";
import { placeRefusal } from "../../../_ui/data/place-refusal";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { toastDone } from "../../../_ui/toast";
import { dayOf, endOf } from "./last-day";
import { LastDayField } from "./last-day-field";

type Values = { label: string; expires_at: string };

/** Changes what a credential is called and when it ends. The secret itself is rotated. */
export function ChangeDialog({
  credential,
  open,
  onOpenChange,
}: {
  credential: Credential;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { id, label, expires_at } = credential;
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const form = useForm<Values>({ defaultValues: { label, expires_at: dayOf(expires_at) } });
  const { run, pending } = useMutationApi<Values, Credential>({
    method: "PATCH",
    path: () => `/credentials/${id}`,
    body: (values): UpdateCredential => ({
      ...(values.label === label ? {} : { label: values.label }),
      ...(values.expires_at === dayOf(expires_at) ? {} : { expires_at: endOf(values.expires_at) }),
    }),
    invalidates: () => ["/credentials"],
    toastErrors: false,
  });
  const save = form.handleSubmit(async (values) => {
    setError(null);
    try {
      toastDone(`${(await run(values)).label} changed`);
      onOpenChange(false);
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  const { errors } = form.formState;
  return (
    <Dialog
      title={`Change ${label}`}
      description="The secret stays the same; to put another in its place, rotate it."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={save} className="flex flex-col gap-4">
        <Field label="Name" error={errors.label?.message}>
          <Input autoComplete="off" {...form.register("label")} />
        </Field>
        <LastDayField field={form.register("expires_at")} error={errors.expires_at?.message} />
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}

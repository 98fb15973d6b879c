"use client";

import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/app/_ui/button";
import { useMutationApi } from "@/app/_ui/data/use-mutation-api";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { FormErrors } from "@/app/_ui/form-errors";
import { Select } from "@/app/_ui/select";
import type { ApiKey, NewApiKey } from "@/lib/api-keys/schemas";

const OVERLAPS = [
  { value: "0", label: "No overlap: refuse the old one now" },
  { value: "24", label: "One day" },
  { value: "168", label: "Seven days" },
  { value: "720", label: "Thirty days" },
];

type Values = { overlap_hours: string };

/** Makes a key's successor; the old one is accepted beside it for as long as is chosen. */
export function RotateDialog({
  apiKey: { id, name },
  onClose,
  onMade,
}: {
  apiKey: ApiKey;
  onClose: () => void;
  onMade: (made: NewApiKey) => void;
}) {
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const form = useForm<Values>({ defaultValues: { overlap_hours: "24" } });
  const { run, pending } = useMutationApi<Values, NewApiKey>({
    method: "POST",
    path: () => `/api_keys/${id}/rotation`,
    body: ({ overlap_hours }) => ({ overlap_hours: Number(overlap_hours) }),
    invalidates: () => ["/api_keys", "/limits"],
    toastErrors: false,
  });
  const rotate = form.handleSubmit(async (values) => {
    setError(null);
    try {
      onMade(await run(values));
      onClose();
    } catch (reason) {
      setError(reason);
    }
  });
  return (
    <Dialog
      title={`Rotate ${name}`}
      description="You get a new key that may do the same. Give it to the program while the old one still works."
      open
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Rotate
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={rotate} className="flex flex-col gap-4">
        <Field label="The old key still works for">
          <Select options={OVERLAPS} {...form.register("overlap_hours")} />
        </Field>
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}

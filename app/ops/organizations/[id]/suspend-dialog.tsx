"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "../../../_ui/button";
import { fieldErrors } from "../../../_ui/data/field-errors";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { toastDone } from "../../../_ui/toast";

/** Asks why an organization is suspended, and does it. */
export function SuspendDialog({
  id,
  name,
  open,
  onOpenChange,
}: {
  id: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const formId = useId();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<unknown>(null);
  const { run, pending } = useMutationApi<{ reason: string }>({
    method: "PUT",
    path: () => `/api/ops/organizations/${id}/suspension`,
    invalidates: () => ["/api/ops/organizations"],
    toastErrors: false,
  });
  const suspend = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await run({ reason });
      toastDone(`${name} is suspended`);
      onOpenChange(false);
    } catch (thrown) {
      setError(thrown);
    }
  };
  const refused = fieldErrors(error).reason;
  return (
    <Dialog
      title={`Suspend ${name}?`}
      description="From their next request on its members see that it is suspended, and its API keys are refused. Deliveries of its agents are taken and kept. Its admins get a mail without your reason. You can reactivate it at any time."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="danger" pending={pending} disabled={reason.trim() === ""}>
            Suspend
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={suspend} className="flex flex-col gap-4">
        <Field
          label="Reason"
          error={refused}
          hint="It stands in its audit log. The page that members see does not show it."
        >
          <Input value={reason} autoComplete="off" onChange={({ target }) => setReason(target.value)} />
        </Field>
        <FormErrors error={refused ? null : error} />
      </form>
    </Dialog>
  );
}

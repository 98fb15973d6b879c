"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "../../../_ui/button";
import { fieldErrors } from "../../../_ui/data/field-errors";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { Switch } from "../../../_ui/switch";

type Visit = { reason: string; changes_reason: string | null };

/** Asks why an operator goes into an organization, and why they must change something there, if they must. */
export function VisitDialog({
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
  const switchId = useId();
  const [reason, setReason] = useState("");
  const [changes, setChanges] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { run, pending } = useMutationApi<Visit, { slug: string }>({
    method: "PUT",
    path: () => `/api/ops/organizations/${id}/visit`,
    toastErrors: false,
  });
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      const { slug } = await run({ reason, changes_reason: changes });
      // Whole, so that nothing of an earlier visit is on the page.
      window.location.assign(`/${slug}/overview`);
    } catch (thrown) {
      setError(thrown);
    }
  };
  const fields = fieldErrors(error);
  return (
    <Dialog
      title={`Visit ${name}`}
      description="For half an hour at most. Its admins get a mail with your reason, and its audit log keeps what you do and which calls you open."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending} disabled={reason.trim() === ""}>
            Begin the visit
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={begin} className="flex flex-col gap-4">
        <Field label="Reason" error={fields.reason} hint="Its admins read it.">
          <Input value={reason} autoComplete="off" onChange={({ target }) => setReason(target.value)} />
        </Field>
        <div className="flex items-center justify-between gap-4">
          <label htmlFor={switchId} className="text-13">
            I must change something
            <span className="mt-0.5 block text-faint">Otherwise the database refuses every change.</span>
          </label>
          <Switch id={switchId} checked={changes !== null} onCheckedChange={(must) => setChanges(must ? "" : null)} />
        </div>
        {changes === null ? null : (
          <Field label="Why it must be changed" error={fields.changes_reason} hint="Its admins read this as well.">
            <Input value={changes} autoComplete="off" onChange={({ target }) => setChanges(target.value)} />
          </Field>
        )}
        <FormErrors error={Object.keys(fields).length > 0 ? null : error} />
      </form>
    </Dialog>
  );
}

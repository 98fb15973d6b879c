"use client";

import { type FormEvent, useId, useState } from "react";
import type { StartKeyRotation } from "@/lib/keys/schemas";
import { Button } from "../_ui/button";
import { fieldErrors } from "../_ui/data/field-errors";
import { useMutationApi } from "../_ui/data/use-mutation-api";
import { Dialog } from "../_ui/dialog";
import { Field } from "../_ui/field";
import { FormErrors } from "../_ui/form-errors";
import { Input } from "../_ui/input";
import { Select } from "../_ui/select";
import { toastDone } from "../_ui/toast";

const WHAT = {
  wrap: {
    label: "Wrap the data keys anew",
    hint: "After a new version came into FIELD_ENCRYPTION_KEYS. Quick: what the data keys encrypted is not touched.",
  },
  renew: {
    label: "Make new data keys",
    hint: "When a data key may have been seen. Every field is encrypted anew; the old data keys are forgotten a quarter of an hour later.",
  },
} as const;
type What = keyof typeof WHAT;

/** Asks what is rotated and for whom, and starts it. */
export function RotateDialog({
  open,
  onOpenChange,
  onStarted,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStarted: () => void;
}) {
  const formId = useId();
  const [what, setWhat] = useState<What>("wrap");
  const [organization, setOrganization] = useState("");
  const [error, setError] = useState<unknown>(null);
  const { run, pending } = useMutationApi<StartKeyRotation, { id: string }>({
    method: "POST",
    path: () => "/api/ops/keys/rotations",
    toastErrors: false,
  });
  const start = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const one = organization.trim();
    try {
      await run({ new_data_keys: what === "renew", ...(one ? { organization: one } : {}) });
      toastDone("The rotation has started");
      onStarted();
      onOpenChange(false);
    } catch (thrown) {
      setError(thrown);
    }
  };
  const refused = fieldErrors(error).organization;
  return (
    <Dialog
      title="Rotate keys"
      description="Nobody waits and no read fails meanwhile: both keys open until it is done. It is written in the audit log of each organization."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Start
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={start} className="flex flex-col gap-4">
        <Field label="What" hint={WHAT[what].hint}>
          <Select
            value={what}
            options={Object.entries(WHAT).map(([value, { label }]) => ({ value, label }))}
            onChange={({ target }) => setWhat(target.value as What)}
          />
        </Field>
        <Field
          label="Only for one organization"
          optional
          error={refused}
          hint="Its address, such as lakeside-clinic. Empty: for everybody."
        >
          <Input
            value={organization}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setOrganization(target.value)}
          />
        </Field>
        <FormErrors error={refused ? null : error} />
      </form>
    </Dialog>
  );
}

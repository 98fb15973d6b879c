"use client";

import clsx from "clsx";
import { type FormEvent, useId, useState } from "react";
import type { Steering } from "@/lib/calls/steering/steer-call";
import { Button } from "../../_ui/button";
import { ConfirmDialog } from "../../_ui/confirm-dialog";
import { Dialog } from "../../_ui/dialog";
import { Field } from "../../_ui/field";
import { FormErrors } from "../../_ui/form-errors";
import { controlClass, Input } from "../../_ui/input";
import type { Asked } from "./call-controls";

const TEXTS = {
  say: {
    title: "Have the agent say something",
    description: "The caller hears these words next, in the agent's voice.",
    label: "Words",
    action: "Say it",
  },
  hint: {
    title: "Give the agent a hint",
    description: "The agent takes it into account from now on. The caller does not hear it.",
    label: "Hint",
    action: "Give the hint",
  },
  transfer: {
    title: "Transfer the call",
    description: "The agent leaves the call, and the number you give rings.",
    label: "Number",
    action: "Transfer",
  },
};

/** Asks for the words, the number or the yes that stepping into a call needs. */
export function SteerDialog({
  asked,
  onClose,
  onSteer,
}: {
  asked: Asked;
  onClose: () => void;
  onSteer: (steering: Steering) => Promise<void>;
}) {
  const form = useId();
  const [value, setValue] = useState("");
  const [error, setError] = useState<unknown>();
  const [pending, setPending] = useState(false);
  const onOpenChange = (open: boolean) => {
    if (!open) onClose();
  };
  if (asked === "end") {
    return (
      <ConfirmDialog
        open
        onOpenChange={onOpenChange}
        title="End this call?"
        loses="The line goes dead for the caller at once, in the middle of a sentence if need be."
        action="End the call"
        onConfirm={() => onSteer({ action: "end" })}
      />
    );
  }
  const { title, description, label, action } = TEXTS[asked];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setError(undefined);
    try {
      await onSteer(asked === "transfer" ? { action: asked, number: value } : { action: asked, text: value });
      onClose();
    } catch (reason) {
      setError(reason);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" pending={pending} disabled={value.trim() === ""}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <FormErrors error={error} />
        <Field label={label} {...(asked === "transfer" ? { hint: "With the country code: +1 212 555 0100" } : {})}>
          {asked === "transfer" ? (
            <Input type="tel" autoComplete="off" value={value} onChange={(event) => setValue(event.target.value)} />
          ) : (
            <textarea
              rows={3}
              maxLength={500}
              value={value}
              onChange={(event) => setValue(event.target.value)}
              className={clsx(controlClass, "py-1.5")}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

"use client";

import * as Radix from "radix-ui/alert-dialog";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import { buttonClass } from "./button-class";
import { FormErrors } from "./form-errors";
import { Input } from "./input";

/** The opened half of `ConfirmDialog`. Loaded when one is first wanted. */
export function OpenedConfirmDialog({
  title,
  loses,
  action,
  typed,
  trigger,
  open,
  onOpenChange,
  onConfirm,
}: {
  title: string;
  loses: ReactNode;
  action: string;
  typed?: string;
  trigger: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => unknown;
}) {
  const [word, setWord] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const typedId = useId();
  const show = (next: boolean) => {
    onOpenChange(next);
    setWord("");
    setError(undefined);
  };
  const confirm = async () => {
    setPending(true);
    setError(undefined);
    try {
      await onConfirm();
      show(false);
    } catch (reason) {
      setError(reason);
    } finally {
      setPending(false);
    }
  };
  return (
    <Radix.Root open={open} onOpenChange={show}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Radix.Content className="-translate-x-1/2 fixed top-[18vh] left-1/2 z-50 flex w-[calc(100vw-2rem)] max-w-[26rem] animate-overlay flex-col gap-3 rounded-card bg-raised p-5 shadow-overlay focus:outline-none">
          <Radix.Title className="font-semibold text-16">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-13 text-muted">{loses}</div>
          </Radix.Description>
          {typed ? (
            <div className="flex flex-col gap-1.5">
              <label htmlFor={typedId} className="text-13">
                Type <strong className="font-semibold">{typed}</strong> to go on
              </label>
              <Input id={typedId} value={word} autoComplete="off" onChange={(event) => setWord(event.target.value)} />
            </div>
          ) : null}
          <FormErrors error={error} />
          <div className="mt-1 flex justify-end gap-2">
            <Radix.Cancel className={buttonClass("secondary")}>Keep it</Radix.Cancel>
            <Button look="danger" pending={pending} disabled={typed !== undefined && word !== typed} onClick={confirm}>
              {action}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

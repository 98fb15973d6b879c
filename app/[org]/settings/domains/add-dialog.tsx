"use client";

import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import type { AddDomain, Domain } from "@/lib/domains/schemas";
import { Button } from "../../../_ui/button";
import { lazyResolver } from "../../../_ui/data/lazy-resolver";
import { placeRefusal } from "../../../_ui/data/place-refusal";
import { useMutationApi } from "../../../_ui/data/use-mutation-api";
import { Dialog } from "../../../_ui/dialog";
import { Field } from "../../../_ui/field";
import { FormErrors } from "../../../_ui/form-errors";
import { Input } from "../../../_ui/input";
import { toastDone } from "../../../_ui/toast";

const resolver = lazyResolver(async () => (await import("@/lib/domains/schemas")).AddDomain);

/** Takes a host name; the list then shows what to write into the DNS. */
export function AddDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const formId = useId();
  const [error, setError] = useState<unknown>(null);
  const form = useForm<AddDomain>({ resolver, defaultValues: { hostname: "" } });
  const { run, pending } = useMutationApi<AddDomain, Domain>({
    method: "POST",
    path: () => "/domains",
    invalidates: () => ["/domains"],
    toastErrors: false,
  });
  const show = (next: boolean) => {
    if (!next) form.reset();
    setError(null);
    onOpenChange(next);
  };
  const save = form.handleSubmit(async (values) => {
    setError(null);
    try {
      toastDone(`${(await run(values)).hostname} added`);
      show(false);
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  return (
    <Dialog
      title="Add a domain"
      description="It leads here once a record in its DNS proves that it is yours."
      open={open}
      onOpenChange={show}
      footer={
        <>
          <Button onClick={() => show(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Add
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={save} className="flex flex-col gap-4">
        <Field
          label="Host name"
          error={form.formState.errors.hostname?.message}
          hint="Such as calls.your-clinic.com. Leave the name of your website to your website."
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} {...form.register("hostname")} />
        </Field>
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}

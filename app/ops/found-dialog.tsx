"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useMemo, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { suggestSlug } from "@/lib/orgs/slug";
import { Button } from "../_ui/button";
import { lazyResolver } from "../_ui/data/lazy-resolver";
import { placeRefusal } from "../_ui/data/place-refusal";
import { useMutationApi } from "../_ui/data/use-mutation-api";
import { Dialog } from "../_ui/dialog";
import { Field } from "../_ui/field";
import { FormErrors } from "../_ui/form-errors";
import { Input } from "../_ui/input";
import { currencyOptions, INDUSTRY_OPTIONS, LOCALE_OPTIONS, timeZoneOptions } from "../_ui/organization-fields";
import { Select } from "../_ui/select";
import { toastDone } from "../_ui/toast";

const resolver = lazyResolver(async () => (await import("@/lib/ops/schemas")).FoundForCustomer);

/** Makes an organization for a customer and invites its owner. */
export function FoundDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const formId = useId();
  const router = useRouter();
  const [error, setError] = useState<unknown>(null);
  const form = useForm({
    resolver,
    defaultValues: {
      name: "",
      slug: "",
      owner_email: "",
      industry: "clinic",
      time_zone: "America/New_York",
      currency: "USD",
      locale: "en-US",
    },
  });
  const { control, register, setValue, formState } = form;
  const { errors, dirtyFields } = formState;
  const [name = "", timeZone = ""] = useWatch({ control, name: ["name", "time_zone"] });
  useEffect(() => {
    if (!dirtyFields.slug) setValue("slug", suggestSlug(name));
  }, [name, dirtyFields.slug, setValue]);
  const zones = useMemo(() => timeZoneOptions(timeZone), [timeZone]);
  const { run, pending } = useMutationApi<object, { id: string }>({
    method: "POST",
    path: () => "/api/ops/organizations",
    invalidates: () => ["/api/ops/organizations"],
    toastErrors: false,
  });
  const found = form.handleSubmit(async (values) => {
    setError(null);
    try {
      const { id } = await run(values);
      toastDone(`${values.owner_email} is invited to own ${values.name}`);
      onOpenChange(false);
      router.push(`/ops/organizations/${id}`);
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  return (
    <Dialog
      title="New organization"
      description="For a customer. Its owner gets a mail with a link that works for seven days; until they have joined, nobody belongs to it."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} look="primary" pending={pending}>
            Create and invite
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={found} className="flex flex-col gap-4">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="off" {...register("name")} />
        </Field>
        <Field
          label="Address"
          error={errors.slug?.message}
          hint="Links and webhooks depend on it, so it stays as it is."
        >
          <Input
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            {...register("slug")}
          />
        </Field>
        <Field label="E-mail address of the owner" error={errors.owner_email?.message}>
          <Input type="email" autoComplete="off" autoCapitalize="none" {...register("owner_email")} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Kind of business" error={errors.industry?.message}>
            <Select options={INDUSTRY_OPTIONS} {...register("industry")} />
          </Field>
          <Field label="Time zone" error={errors.time_zone?.message}>
            <Select options={zones} {...register("time_zone")} />
          </Field>
          <Field label="Currency" error={errors.currency?.message}>
            <Select options={currencyOptions("USD")} {...register("currency")} />
          </Field>
          <Field label="Formats" error={errors.locale?.message}>
            <Select options={LOCALE_OPTIONS} {...register("locale")} />
          </Field>
        </div>
        <FormErrors error={error} />
      </form>
    </Dialog>
  );
}

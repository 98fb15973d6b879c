"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import type { Organization } from "@/lib/db/tenant";
import { colours, industries, OrganizationFields } from "@/lib/orgs/schemas";
import { Button } from "../../_ui/button";
import { placeRefusal } from "../../_ui/data/place-refusal";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { Field } from "../../_ui/field";
import { FormErrors } from "../../_ui/form-errors";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { Input } from "../../_ui/input";
import { ColourField, currencyOptions, INDUSTRY_OPTIONS, timeZoneOptions } from "../../_ui/organization-fields";
import { Select } from "../../_ui/select";
import { toastDone } from "../../_ui/toast";
import { SettingsFrame } from "./settings-frame";

const Industry = z.enum(industries);
const Colour = z.enum(colours);

/** Name, kind, time zone, currency and colour; a viewer sees them and cannot change them. */
export function GeneralSettings({ children }: { children: ReactNode }) {
  const { org } = useOrg();
  const editable = useCan()("organization.write");
  const router = useRouter();
  const [error, setError] = useState<unknown>(null);
  const form = useForm({
    resolver: zodResolver(OrganizationFields),
    disabled: !editable,
    defaultValues: {
      name: org.name,
      industry: Industry.parse(org.industry),
      time_zone: org.time_zone,
      currency: org.currency,
      colour: Colour.parse(org.colour),
    },
  });
  const { errors, isDirty } = form.formState;
  const { run, pending } = useMutationApi<OrganizationFields, Organization>({
    method: "PATCH",
    path: () => "",
    invalidates: () => ["/overview"],
    toastErrors: false,
  });
  const save = form.handleSubmit(async (values) => {
    setError(null);
    try {
      await run(values);
      form.reset(values);
      toastDone("Saved");
      router.refresh();
    } catch (reason) {
      setError(placeRefusal(form, reason));
    }
  });
  const zones = useMemo(() => timeZoneOptions(org.time_zone), [org.time_zone]);
  return (
    <SettingsFrame
      label="General"
      answer={`${org.name} keeps ${org.time_zone.replaceAll("_", " ")} time and counts in ${org.currency}.`}
      detail={editable ? null : "You see these settings as a viewer. An admin can change them."}
    >
      <form noValidate onSubmit={save} className="flex max-w-[32rem] flex-col gap-5">
        <Field label="Name" error={errors.name?.message}>
          <Input autoComplete="organization" {...form.register("name")} />
        </Field>
        <Field label="Address" hint="Links and webhooks depend on it, so it stays as it is.">
          <Input value={`/${org.slug}`} readOnly disabled className="font-mono" />
        </Field>
        <Field label="Kind of business" error={errors.industry?.message}>
          <Select options={INDUSTRY_OPTIONS} {...form.register("industry")} />
        </Field>
        <Field
          label="Time zone"
          error={errors.time_zone?.message}
          hint="Days and hours of every figure begin here. Changing it counts past calls anew."
        >
          <Select options={zones} {...form.register("time_zone")} />
        </Field>
        <Field label="Currency" error={errors.currency?.message}>
          <Select options={currencyOptions(org.currency)} {...form.register("currency")} />
        </Field>
        <ColourField register={form.register("colour")} disabled={!editable} />
        <FormErrors error={error} />
        {editable ? (
          <div>
            <Button type="submit" look="primary" pending={pending} disabled={!isDirty}>
              Save
            </Button>
          </div>
        ) : null}
      </form>
      {children}
    </SettingsFrame>
  );
}

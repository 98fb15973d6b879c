"use client";

import { useEffect, useMemo } from "react";
import { useForm, useWatch } from "react-hook-form";
import { suggestSlug } from "@/lib/orgs/slug";
import { lazyResolver } from "../../_ui/data/lazy-resolver";
import { Field } from "../../_ui/field";
import { Input } from "../../_ui/input";
import { ColourField, currencyOptions, INDUSTRY_OPTIONS, timeZoneOptions } from "../../_ui/organization-fields";
import { Select } from "../../_ui/select";
import { AuthForm } from "../auth-form";
import { SlugVerdict } from "./slug-verdict";
import { useSlugCheck } from "./use-slug-check";

const resolver = lazyResolver(async () => (await import("@/lib/orgs/schemas")).CreateOrganization);

export function NewOrganizationForm() {
  const form = useForm({
    resolver,
    defaultValues: {
      name: "",
      slug: "",
      industry: "clinic",
      time_zone: "America/New_York",
      currency: "USD",
      colour: "teal",
    },
  });
  const { control, register, setValue, formState } = form;
  const { errors, dirtyFields } = formState;
  const [name = "", slug = "", timeZone = ""] = useWatch({ control, name: ["name", "slug", "time_zone"] });
  const check = useSlugCheck(slug);

  // The browser knows the zone; the server's render does not.
  useEffect(() => setValue("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone), [setValue]);
  useEffect(() => {
    if (!dirtyFields.slug) setValue("slug", suggestSlug(name));
  }, [name, dirtyFields.slug, setValue]);
  const zones = useMemo(() => timeZoneOptions(timeZone), [timeZone]);

  return (
    <AuthForm
      form={form}
      action="/api/v1/orgs"
      label="Create the organization"
      onDone={(org: { slug: string }) => window.location.assign(`/${org.slug}/overview`)}
    >
      <Field label="Name" error={errors.name?.message}>
        <Input
          autoComplete="organization"
          placeholder="Riverside Family Clinic"
          className="h-10!"
          {...register("name")}
        />
      </Field>
      <Field
        label="Address"
        error={errors.slug?.message}
        hint={
          <SlugVerdict
            slug={slug}
            check={check}
            onTake={(free) => setValue("slug", free, { shouldDirty: true, shouldValidate: true })}
          />
        }
      >
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="h-10! font-mono"
          {...register("slug")}
        />
      </Field>
      <Field label="Kind of business" error={errors.industry?.message}>
        <Select options={INDUSTRY_OPTIONS} {...register("industry")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Time zone" error={errors.time_zone?.message} hint="Days begin and end here.">
          <Select options={zones} {...register("time_zone")} />
        </Field>
        <Field label="Currency" error={errors.currency?.message} hint="Costs are shown in it.">
          <Select options={currencyOptions("USD")} {...register("currency")} />
        </Field>
      </div>
      <ColourField {...register("colour")} />
    </AuthForm>
  );
}

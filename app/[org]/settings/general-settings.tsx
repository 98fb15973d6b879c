"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useMemo, useState } from "react";
import { colours, industries, locales } from "@/lib/orgs/choices";
import type { Settings } from "@/lib/orgs/read-settings";
import type { OrganizationFields } from "@/lib/orgs/schemas";
import { Button } from "../../_ui/button";
import { fieldErrors, issuesOf } from "../../_ui/data/field-errors";
import { ifMatch, isConflict } from "../../_ui/data/if-match";
import { useMutationApi } from "../../_ui/data/use-mutation-api";
import { Field } from "../../_ui/field";
import { FormErrors } from "../../_ui/form-errors";
import { formatMoney } from "../../_ui/format/format-money";
import { formatExact } from "../../_ui/format/format-time";
import { useCan, useOrg } from "../../_ui/frame/org-context";
import { Input } from "../../_ui/input";
import {
  ColourField,
  currencyOptions,
  INDUSTRY_OPTIONS,
  LOCALE_OPTIONS,
  timeZoneOptions,
} from "../../_ui/organization-fields";
import { Select } from "../../_ui/select";
import { toastDone } from "../../_ui/toast";
import { LogoSetting } from "./logo-setting";
import { SettingsFrame } from "./settings-frame";

const READING_ONLY = "This visit is for reading only; nothing can be changed on it.";

/** Name, kind, time zone, currency and colour; a viewer sees them and cannot change them. */
export function GeneralSettings({ kept, children }: { kept: Settings; children: ReactNode }) {
  const { visit } = useOrg();
  const editable = useCan()("organization.write");
  const router = useRouter();
  const [error, setError] = useState<unknown>(null);
  // What the person has before them: nothing that comes while they type, until saving was refused for it.
  const [org, setOrg] = useState(kept);
  const [told, setTold] = useState(kept);
  const saved: OrganizationFields = {
    name: org.name,
    industry: oneOf(industries, org.industry),
    time_zone: org.time_zone,
    currency: org.currency,
    colour: oneOf(colours, org.colour),
    locale: oneOf(locales, org.locale),
  };
  const [changes, setChanges] = useState<Partial<OrganizationFields>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const values = { ...saved, ...changes };
  const isDirty = JSON.stringify(values) !== JSON.stringify(saved);
  if (told !== kept) {
    setTold(kept);
    if (!isDirty) setChanges({});
    if (!isDirty || isConflict(error)) setOrg(kept);
  }
  const bind = (name: keyof OrganizationFields) => ({
    name,
    value: values[name],
    disabled: !editable,
    onChange: ({ target }: { target: { value: string } }) => setChanges({ ...changes, [name]: target.value }),
  });
  const { run, pending } = useMutationApi<Partial<OrganizationFields>, Settings>({
    method: "PATCH",
    path: () => "",
    // This page may be minutes old: what somebody else has saved since is not to be undone by it.
    headers: () => ifMatch(org.version),
    invalidates: () => ["/overview"],
    toastErrors: false,
  });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { OrganizationFields } = await import("@/lib/orgs/schemas");
    const checked = OrganizationFields.safeParse(values);
    setError(null);
    setErrors(checked.success ? {} : issuesOf(checked.error));
    if (!checked.success) return;
    const own = Object.entries(checked.data).filter(([name, value]) => Reflect.get(saved, name) !== value);
    if (own.length === 0) return setChanges({});
    try {
      setOrg(await run(Object.fromEntries(own)));
      // What was typed while it was on its way is still to be saved.
      setChanges((now) =>
        Object.fromEntries(Object.entries(now).filter(([name, value]) => Reflect.get(values, name) !== value)),
      );
      toastDone("Saved");
      router.refresh();
    } catch (reason) {
      setErrors(fieldErrors(reason));
      setError(reason);
      // Shows what is there by now; what was typed stays over it.
      if (isConflict(reason)) router.refresh();
    }
  };
  const zones = useMemo(() => timeZoneOptions(org.time_zone), [org.time_zone]);
  return (
    <SettingsFrame
      label="General"
      answer={`${org.name} keeps ${org.time_zone.replaceAll("_", " ")} time and counts in ${org.currency}.`}
      detail={editable ? null : visit ? READING_ONLY : "You see these settings as a viewer. An admin can change them."}
    >
      <LogoSetting />
      <form noValidate onSubmit={save} className="flex max-w-[32rem] flex-col gap-5">
        <Field label="Name" error={errors.name}>
          <Input autoComplete="organization" {...bind("name")} />
        </Field>
        <Field label="Address" hint="Links and webhooks depend on it, so it stays as it is.">
          <Input value={`/${org.slug}`} readOnly disabled className="font-mono" />
        </Field>
        <Field label="Kind of business" error={errors.industry}>
          <Select options={INDUSTRY_OPTIONS} {...bind("industry")} />
        </Field>
        <Field
          label="Time zone"
          error={errors.time_zone}
          hint="Days and hours of every figure begin here. Changing it counts past calls anew."
        >
          <Select options={zones} {...bind("time_zone")} />
        </Field>
        <Field label="Currency" error={errors.currency}>
          <Select options={currencyOptions(org.currency)} {...bind("currency")} />
        </Field>
        <Field
          label="Formats"
          error={errors.locale}
          hint={
            <>
              {sampleOf(values)}
              <br />
              For dates, times, numbers and money, on screens and in mails. Words stay English.
            </>
          }
        >
          <Select options={LOCALE_OPTIONS} {...bind("locale")} />
        </Field>
        <ColourField {...bind("colour")} />
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

/** What the formats come to, with this organization's zone and currency. */
function sampleOf({ locale, time_zone, currency }: OrganizationFields): string {
  const at = new Date("2026-11-30T21:05:00Z");
  return `${formatExact(at, time_zone, locale)} · ${formatMoney(1_234_500_000, currency, undefined, locale)}`;
}

/** The column's word as one of the choices; the database holds no other. */
function oneOf<Choice extends string>(choices: readonly [Choice, ...Choice[]], word: string): Choice {
  return choices.find((choice) => choice === word) ?? choices[0];
}

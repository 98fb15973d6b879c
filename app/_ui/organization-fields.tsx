"use client";

import clsx from "clsx";
import type { ComponentProps } from "react";
import { colours, type Locale, locales } from "@/lib/orgs/choices";

/** Labels and choices of an organization's settings, for its founding form and its settings page. */

export const INDUSTRY_OPTIONS = [
  { value: "clinic", label: "Clinic or practice" },
  { value: "car_dealer", label: "Car dealer" },
  { value: "agency", label: "Agency" },
  { value: "other", label: "Something else" },
];

const COMMON_CURRENCIES = [
  "USD",
  "EUR",
  "GBP",
  "CAD",
  "AUD",
  "CHF",
  "NZD",
  "SEK",
  "NOK",
  "DKK",
  "JPY",
  "INR",
  "BRL",
  "MXN",
];

/** Currencies by name, with the organization's own among them. */
export function currencyOptions(current: string) {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  const codes = COMMON_CURRENCIES.includes(current) ? COMMON_CURRENCIES : [current, ...COMMON_CURRENCIES];
  return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

const IN_A_SENTENCE: Partial<Record<Locale, string>> = {
  "en-US": "the United States",
  "en-GB": "the United Kingdom",
  "nl-NL": "the Netherlands",
};

const REGIONS = new Intl.DisplayNames("en", { type: "region" });

/** Whose way of writing dates and amounts an organization may follow. */
export const LOCALE_OPTIONS = locales.map((locale) => ({
  value: locale,
  label: `As in ${IN_A_SENTENCE[locale] ?? REGIONS.of(locale.slice(3)) ?? locale}`,
}));

/** Time zones of the world, with the current one among them whatever its spelling. */
export function timeZoneOptions(current: string) {
  const zones = Intl.supportedValuesOf("timeZone");
  const all = zones.includes(current) ? zones : [current, ...zones];
  return all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

const SWATCH: Record<(typeof colours)[number], string> = {
  teal: "bg-mark-teal",
  blue: "bg-mark-blue",
  violet: "bg-mark-violet",
  rose: "bg-mark-rose",
  amber: "bg-mark-amber",
  green: "bg-mark-green",
};

/** Picks the colour of an organization's mark; radio buttons, so arrow keys work and the name is read out. */
export function ColourField({ value, disabled = false, ...input }: ComponentProps<"input">) {
  return (
    <fieldset disabled={disabled}>
      <legend className="mb-1.5 font-medium text-13">Colour</legend>
      <div className="flex gap-2">
        {colours.map((colour) => (
          <label
            key={colour}
            title={colour}
            className="grid size-8 cursor-pointer place-items-center rounded-full border-2 border-transparent has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:cursor-not-allowed max-sm:size-10"
          >
            <input
              {...input}
              type="radio"
              value={colour}
              aria-label={colour}
              className="sr-only"
              {...(value === undefined ? {} : { checked: value === colour })}
            />
            <span aria-hidden className={clsx("size-5 rounded-full", SWATCH[colour])} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

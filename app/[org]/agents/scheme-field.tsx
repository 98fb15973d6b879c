"use client";

import { Field } from "../../_ui/field";
import { Select } from "../../_ui/select";

export type Scheme = "bearer" | "shared_secret" | "hmac";

const SCHEMES: { value: Scheme; label: string }[] = [
  { value: "bearer", label: "Bearer token (simple, Vapi's default)" },
  { value: "shared_secret", label: "Shared secret in x-vapi-secret" },
  { value: "hmac", label: "HMAC signature (proves the body as well)" },
];

/** How Vapi's deliveries prove themselves. */
export function SchemeField({
  value,
  onChange,
  hint,
}: {
  value: Scheme;
  onChange: (value: Scheme) => void;
  hint: string;
}) {
  return (
    <Field label="How Vapi proves itself" hint={hint}>
      <Select
        options={SCHEMES}
        value={value}
        onChange={(event) => onChange(SCHEMES.find((scheme) => scheme.value === event.target.value)?.value ?? "bearer")}
      />
    </Field>
  );
}

import { AUTH_SCHEMES } from "@/app/_ui/auth-schemes";
import { nameInWords, valueInWords } from "@/app/_ui/format/format-field";
import { formatExact } from "@/app/_ui/format/format-time";
import { INDUSTRY_OPTIONS } from "@/app/_ui/organization-fields";
import { KINDS } from "@/lib/credentials/kinds";
import { WORDS as CALL_WORDS } from "../../calls/filter-words";
import { ROLE_LABEL } from "../members/role-label";

const FIELD: Record<string, string> = { provider: "Vendor", auth_scheme: "Proof" };

/** Codes of fields in the words the rest of the product has for them. */
const CODES: Record<string, Record<string, string>> = {
  ...CALL_WORDS,
  auth_scheme: AUTH_SCHEMES,
  industry: Object.fromEntries(INDUSTRY_OPTIONS.map(({ value, label }) => [value, label])),
  kind: Object.fromEntries(Object.entries(KINDS).map(([kind, { label }]) => [kind, label])),
  role: ROLE_LABEL,
};

/** `auth_config.scheme` → "Auth config › Scheme". */
export function fieldWord(path: string): string {
  return path
    .split(".")
    .map((name) => FIELD[name] ?? nameInWords(name))
    .join(" › ");
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A value of an entry for reading; "nothing" where there is none. */
export function saidWord(path: string, value: unknown, zone: { timeZone: string; locale: string }): string {
  if (Array.isArray(value)) return value.map((each) => saidWord(path, each, zone)).join(", ") || "nothing";
  if (value === "[secret]") return "A secret, which is not kept here";
  if (typeof value === "string" && INSTANT.test(value)) return formatExact(new Date(value), zone.timeZone, zone.locale);
  const codes = CODES[path.split(".").at(-1) ?? ""];
  const known = typeof value === "string" && codes && Object.hasOwn(codes, value) ? codes[value] : undefined;
  return known ?? valueInWords(value) ?? "nothing";
}

import { createHmac } from "node:crypto";
import type { Vault } from "./vault";

const HEX_DIGITS = 13;

/** How each kind of value is written before it is hashed, so that all its spellings meet. */
const FORMS = {
  /** A phone number: "(512) 555-0123", "512-555-0123" and "+15125550123" are one. */
  number: wholeNumber,
  /** The last four digits of one. */
  number_ending: (text: string) => digitsOf(text).slice(-4),
  email: (text: string) => text.normalize("NFC").trim().toLowerCase(),
  /** A term of the search index, which is in its only form already. */
  term: (text: string) => text,
} as const;

/**
 * A keyed hash by which a value is found without being held: equal for all spellings of one value, different in every
 * organization and kind. @returns an integer below 2^52; null while the organization has no key for it
 */
export function blindIndex(vault: Pick<Vault, "index">, kind: keyof typeof FORMS, text: string): number | null {
  if (vault.index === null) return null;
  const form = FORMS[kind](text);
  const hash = createHmac("sha256", vault.index.key).update(`${kind}\n${form}`).digest("hex");
  return Number.parseInt(hash.slice(0, HEX_DIGITS), 16);
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, "");

// Ten digits without a country code are read as North American, as everywhere in the house.
function wholeNumber(text: string): string {
  const digits = digitsOf(text).replace(/^(?:00|011)(?=\d{8})/, "");
  return digits.length === 10 && !text.trim().startsWith("+") ? `1${digits}` : digits;
}

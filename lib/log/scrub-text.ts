/**
 * What a sentence that somebody else wrote (an error's message, an address, a stack) may not carry into a log or to
 * Sentry: e-mail addresses, phone numbers, network addresses, secrets, query strings. Ids (UUIDs, hashes of a release)
 * stay, since they are what one searches by. Rather too much is taken than too little. Used on servers, at the edge and
 * in browsers alike. Every pattern is linear in the length of the text.
 */
const PATTERNS: readonly [RegExp, string][] = [
  // JSON Web Tokens, and the secrets of the vendors we know by their prefix.
  [/\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g, "[secret]"],
  [/\b(?:sk|pk|re|rk|key|whsec|sbp|sb_secret|sb_publishable|sntrys|xox[abp]|ghp)_[\w-]{8,}/g, "[secret]"],
  [/\b(?:AC|SK)[0-9a-f]{32}\b/g, "[secret]"],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, "$1 [secret]"],
  // User and password of an address.
  [/:\/\/[^\s/@"'<>]{1,256}@/g, "://[secret]@"],
  // Query strings and fragments that carry values.
  [/[?#&][\w%.~[\]-]{1,64}=[^\s"'<>)]*/g, "?[query]"],
  [/[^\s"<>()[\],:;\\@]{1,64}(?:@|%40)[\p{L}\p{N}.-]{1,253}\.[\p{L}-]{2,63}/giu, "[email]"],
  // IPv4; IPv6 with at least four groups.
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g, "[address]"],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?::[0-9a-f]{1,4}){0,4}(?![\w:])/gi, "[address]"],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])/gi, "[address]"],
  // Long digests, and tokens of mixed letters and digits; UUIDs and release hashes are neither.
  [/\b[0-9a-f]{41,}\b/gi, "[secret]"],
  [/(?<![\w-])(?=[\w-]{0,200}[a-z])(?=[\w-]{0,200}[A-Z])(?=[\w-]{0,200}\d)[\w-]{32,200}(?![\w-])/g, "[secret]"],
];

/** `+` and digits, digits in groups, or nine and more digits in a row. */
const NUMBER = /(?<![\w-])\+?(?:\(\d{1,5}\)|\d)(?:[\s().\-/\u2010-\u2015\u00a0]{0,3}\d){5,16}(?![\w-])/gu;

/** @returns the text without personal data and secrets; the rest word for word */
export function scrubText(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement);
  return clean.replace(NUMBER, (found) => (isPhoneNumber(found) ? "[phone]" : found));
}

function isPhoneNumber(found: string): boolean {
  const digits = found.replace(/\D/g, "").length;
  const grouped = /\d\D+\d/.test(found);
  return digits >= (grouped || found.startsWith("+") ? 7 : 9);
}

/**
 * A message of an error. Parsers and databases quote what they were given: `Unexpected token 'H', "Hello, my na"... is
 * not valid JSON`, `invalid input syntax for type uuid: "…"`. Quoted names of columns and functions stay.
 */
export function scrubMessage(message: string): string {
  return scrubText(
    message
      .slice(0, 1_000)
      .replace(/: (["'`])[^"'`]*\1/g, ': "[value]"')
      .replace(/"([^"]*)"/g, (whole, quoted: string) => (/\s/.test(quoted) ? '"[text]"' : whole))
      .replace(/"[^"]*"\.\.\. is not/g, '"[text]"... is not'),
  ).slice(0, 500);
}

/** A copy of a value in which every string, keys included, is scrubbed. Functions and symbols are left out. */
export function scrubDeep(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return scrubText(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (typeof value !== "object" || depth > 64) return undefined;
  if (Array.isArray(value)) return value.map((each) => scrubDeep(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [scrubText(key), scrubDeep(each, depth + 1)]));
}

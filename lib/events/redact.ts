const SECRET = /(secret|ciphertext|token|password|hash|lookup|api_key)/i;
const LONGEST = 500;

/**
 * Values of a row as the audit log may keep them: secrets are named and not told, instants are ISO 8601, long text is cut.
 * What was said in a call never gets here: verbs leave it out.
 */
export function redact(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, SECRET.test(name) && value !== null ? "[secret]" : plain(value)]),
  );
}

/** What a change replaced and what it put there: only the columns that differ, redacted. */
export function difference(
  before: object,
  after: object,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const differing = Object.entries(after)
    .filter(([name, value]) => textOf(value) !== textOf(Reflect.get(before, name)))
    .map(([name]) => name);
  const only = (values: object) =>
    Object.fromEntries(differing.map((name) => [name, Reflect.get(values, name) ?? null]));
  return { before: redact(only(before)), after: redact(only(after)) };
}

const textOf = (value: unknown) => JSON.stringify(value ?? null);

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "object" && value !== null ? redact(value) : value;
}

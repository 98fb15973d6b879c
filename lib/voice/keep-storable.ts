const DEEPEST = 40;

/**
 * A JSON value as Postgres can hold it: text without NUL and without halves of surrogate pairs (both legal in JSON,
 * refused by `text` and `jsonb`), and nothing nested deeper than any vendor nests (deeper parts become null).
 */
export function keepStorable(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => keepStorable(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [storableText(name), keepStorable(item, depth + 1)]),
  );
}

function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

const DEEPEST = 40;

/**
 * A JSON value as Postgres can hold it: text without NUL and without halves of surrogate pairs (both legal in JSON,
 * refused by `text` and `jsonb`), and nothing nested deeper than any vendor nests (deeper parts become null).
 * @param json the text the value was parsed from, when there is one: JSON cannot hold NUL or half a pair without an escape
 */
export function keepStorable(value: unknown, json = "\\u"): unknown {
  // Nearly every payload is storable as it is: looking is ten times cheaper than copying, and a text without escapes
  // need not be looked at again.
  const isSafeText = !json.includes("\\u") && isStorableText(json);
  return (isSafeText ? isShallow(value, 0) : isStorable(value, 0)) ? value : storable(value, 0);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth >= DEEPEST) return false;
  // Without lists and functions of its own: every part of every delivery is looked at.
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) if (!isShallow(value[at], depth + 1)) return false;
    return true;
  }
  for (const name in value) if (!isShallow(Reflect.get(value, name), depth + 1)) return false;
  return true;
}

function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === "string") return isStorableText(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= DEEPEST) return false;
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  for (const name of Object.keys(value)) {
    if (!isStorableText(name) || !isStorable(Reflect.get(value, name), depth + 1)) return false;
  }
  return true;
}

function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

function storable(value: unknown, depth: number): unknown {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [storableText(name), storable(item, depth + 1)]),
  );
}

function storableText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

const SECRET = /authorization|secret|signature|token|cookie|api-?key|password|credential/i;

/** Headers as a person may see them: whatever proves the sender is replaced by its length. */
export function redactHeaders(stored: unknown): Record<string, string> {
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored)
      .map(([name, value]): [string, string] => [name, String(value)])
      .map(([name, value]) => [name, SECRET.test(name) ? `hidden (${value.length} characters)` : value])
      .sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1)),
  );
}

/** One value that a change touched: where it is (`auth_config.kind`), what was there, what is. Undefined: nothing was, or is. */
export type Difference = { path: string; before: unknown; after: unknown };

/**
 * What an entry says was changed, value by value: records are walked into, lists are compared as a whole. Values that did not
 * change are left out when the entry has both sides.
 */
export function diffOf(before: Record<string, unknown> | null, after: Record<string, unknown> | null): Difference[] {
  const [was, is] = [flat(before ?? {}), flat(after ?? {})];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  return paths
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}

function flat(values: Record<string, unknown>, prefix = ""): Map<string, unknown> {
  return new Map(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] => {
      const path = prefix + name;
      if (!isRecord(value) || Object.keys(value).length === 0) return [[path, value]];
      return [...flat(value, `${path}.`)];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

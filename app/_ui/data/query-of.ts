/** The query of an API path as a route handler would be given it: names said more than once are lists. */
export function queryOf(path: string): Record<string, string | string[]> {
  const values = new URLSearchParams(path.split("?")[1]);
  return Object.fromEntries(
    [...new Set(values.keys())].map((name) => {
      const all = values.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? "")];
    }),
  );
}

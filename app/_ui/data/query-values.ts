/** The query of an API path as the server's schema reads it: a repeated name is a list. */
export function queryValues(path: string): Record<string, string | string[]> {
  const values = new URLSearchParams(path.split("?")[1]);
  const names = [...new Set(values.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const all = values.getAll(name);
      return [name, all.length > 1 ? all : (all[0] ?? "")];
    }),
  );
}

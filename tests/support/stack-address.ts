/** Throws unless a database address is on this machine: the suites create and destroy. */
export function refuseForeignDatabase(url: string | undefined): string {
  const host = url && URL.canParse(url) ? new URL(url).hostname : "";
  if (!["127.0.0.1", "localhost", "[::1]"].includes(host))
    throw new Error(`Tests run against a database of their own on this machine, not against "${host}".`);
  return url ?? "";
}

/** The header that says which version a change was made to; nothing for what this browser kept from before there were any. */
export function ifMatch(version: string | undefined): Record<string, string> {
  return version === undefined ? {} : { "if-match": `"${version}"` };
}

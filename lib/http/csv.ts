/** One line of a CSV file (RFC 4180), ended by CRLF. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * One cell. Text that a spreadsheet would run as a formula (it begins with = + - @ or a control character) is disarmed with
 * an apostrophe; a phone number in E.164 is only digits behind its plus and stays as it is.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^\s*[=+\-@\t\r|%]/.test(value) && !/^\+\d{1,15}$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What was mailed where, kept in this tab only: an address does not belong into a URL. */
export type MailNote = { kind: "confirmation" | "password_reset"; email: string; next?: string };

const KEY = "foyer:mail";

export function keepMailNote(note: MailNote): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(note));
  } catch {
    // Without storage the page says the same without the address.
  }
}

export function readMailNote(): MailNote | null {
  try {
    const note: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return isMailNote(note) ? note : null;
  } catch {
    return null;
  }
}

function isMailNote(value: unknown): value is MailNote {
  return typeof value === "object" && value !== null && "email" in value && typeof value.email === "string";
}

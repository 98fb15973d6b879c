import { env } from "@/lib/env";

export type CaughtMail = { id: string; from: string; to: string[]; subject: string; html?: string; text?: string };

/** The newest mail to an address; waits for it up to `waitMs`. */
export async function mailTo(address: string, waitMs = 5_000): Promise<CaughtMail> {
  const [newest] = await mailsTo(address, waitMs);
  if (!newest) throw new Error(`No mail to ${address} within ${waitMs} ms`);
  return newest;
}

/** All mails to an address, the newest first; waits for one up to `waitMs`. */
export async function mailsTo(address: string, waitMs = 0): Promise<CaughtMail[]> {
  const url = `${env().RESEND_BASE_URL}/messages?to=${encodeURIComponent(address)}&wait_ms=${waitMs}`;
  return ((await (await fetch(url)).json()) as { data: CaughtMail[] }).data;
}

/** Every mail there is, as one text; with `but`, without those to one address. */
export async function mailboxAsText(but?: string): Promise<string> {
  const { data } = (await (await fetch(`${env().RESEND_BASE_URL}/messages?limit=100000`)).json()) as {
    data: CaughtMail[];
  };
  return JSON.stringify(data.filter(({ to }) => but === undefined || !to.includes(but)));
}

/** The first link of a mail whose address contains `part`, entities decoded. */
export function linkIn(mail: CaughtMail, part: string): string {
  const links = [...(mail.html ?? mail.text ?? "").matchAll(/https?:\/\/[^\s"'<>]+/g)].map(([link]) =>
    link.replaceAll("&amp;", "&"),
  );
  const found = links.find((link) => link.includes(part));
  if (!found) throw new Error(`No link with "${part}" in "${mail.subject}"; links: ${links.join(", ")}`);
  return found;
}

import { auditHeadsMail } from "@/emails/audit-heads";
import { withOperatorRole } from "../db/tenant";
import { sendEmail } from "../email/send-email";
import { env } from "../env";
import type { Log } from "../log/logger";
import { anchorStore, keepAnchors } from "./anchors";
import { readHeads } from "./read-heads";

/**
 * Keeps the ends of all chains where nobody who can write to the database reaches them: in the log (and the drain behind
 * it), in object storage, and in the mailbox of `AUDIT_ANCHOR_EMAIL`. Once a day; a second run of a day writes over nothing
 * and sends no second mail.
 */
export async function anchorHeads(
  log: Log,
  now = new Date(),
): Promise<{ organizations: number; stored: number | null; mailed: boolean }> {
  const heads = await withOperatorRole(readHeads);
  const day = now.toISOString().slice(0, 10);
  for (const { org_id, seq, hash } of heads) log.info({ org_id, day, seq, chain: hash }, "the head of an audit log");
  const store = anchorStore();
  const stored = store ? await keepAnchors(store, day, heads) : null;
  const to = env().AUDIT_ANCHOR_EMAIL;
  if (!to || heads.length === 0) return { organizations: heads.length, stored, mailed: false };
  await sendEmail({ to, idempotencyKey: `audit-heads/${day}/${to}` }, auditHeadsMail({ day, heads }));
  return { organizations: heads.length, stored, mailed: true };
}

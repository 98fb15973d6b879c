import { sql } from "kysely";
import { apiKeyReminderMail } from "@/emails/api-key-reminder";
import { type Tx, withOperatorRole } from "../db/tenant";
import { sendEmail } from "../email/send-email";
import { env } from "../env";
import type { Log } from "../log/logger";
import { adminsOf } from "../members/admins-of";
import { dateLocaleOf } from "../orgs/date-locale";
import { logoAddress } from "../orgs/logo-address";
import { dueReminder, type Reminder } from "./due-reminders";

const COLUMN = {
  "14_days": "reminded_14_days_at",
  "3_days": "reminded_3_days_at",
  rotation: "reminded_rotation_at",
} as const satisfies Record<Reminder, string>;

/**
 * Writes to the admins of organizations whose API keys expire soon or have grown old, each reminder once. It is noted when
 * all mails of it have left: after a failure the next run tries again, and Resend drops what it has had within the day.
 */
export async function remindOfKeys(log: Log, now = new Date()): Promise<{ reminded: number; failed: number }> {
  let [reminded, failed] = [0, 0];
  for (const key of await withOperatorRole((tx) => liveKeys(tx, now))) {
    const reminder = dueReminder(key, now.getTime());
    if (!reminder) continue;
    try {
      await remind(key, reminder);
      reminded += 1;
    } catch (error) {
      failed += 1;
      log.error({ error, org_id: key.org_id, api_key_id: key.id, reminder }, "a reminder of an API key was not mailed");
    }
  }
  return { reminded, failed };
}

type Key = Awaited<ReturnType<typeof liveKeys>>[number];

async function remind(key: Key, reminder: Reminder): Promise<void> {
  const link = new URL(`/${key.slug}/settings/api-keys`, env().PUBLIC_BASE_URL).href;
  const mail = apiKeyReminderMail({
    reminder,
    ...{ name: key.name, prefix: key.prefix, organization: key.organization, link },
    expires: key.expires_at ? dayOf(key.expires_at, key) : null,
    created: dayOf(key.created_at, key),
    logo: logoAddress(key.logo_id),
  });
  const admins = await withOperatorRole((tx) => adminsOf(tx, key.org_id), { orgId: key.org_id });
  for (const { user_id, email } of admins) {
    const end = key.expires_at?.getTime() ?? 0;
    await sendEmail({ to: email, idempotencyKey: `api-key-${reminder}/${key.id}-${end}/${user_id}` }, mail);
  }
  await withOperatorRole(
    (tx) =>
      tx
        .updateTable("api_keys")
        .set({ [COLUMN[reminder]]: sql`clock_timestamp()` })
        .where("org_id", "=", key.org_id)
        .where("id", "=", key.id)
        .execute(),
    { orgId: key.org_id },
  );
}

// Those that expire within two weeks, or are a year old; never all there are.
function liveKeys(tx: Tx, now: Date) {
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
  return tx
    .selectFrom("api_keys as k")
    .innerJoin("organizations as o", "o.id", "k.org_id")
    .where("o.deleted_at", "is", null)
    .where("k.revoked_at", "is", null)
    .where("k.superseded_at", "is", null)
    .where((key) =>
      key.or([
        key.and([key("k.expires_at", ">", now), key("k.expires_at", "<=", inDays(14))]),
        key("k.created_at", "<", inDays(-365)),
      ]),
    )
    .select(["k.id", "k.org_id", "k.name", "k.prefix", "k.created_at", "k.expires_at"])
    .select(["k.reminded_14_days_at", "k.reminded_3_days_at", "k.reminded_rotation_at"])
    .select(["o.slug", "o.name as organization", "o.time_zone", "o.locale", "o.logo_id"])
    .orderBy("k.id")
    .execute();
}

function dayOf(date: Date, { locale, time_zone }: Key): string {
  return date.toLocaleDateString(dateLocaleOf(locale), { dateStyle: "long", timeZone: time_zone });
}

import { randomBytes } from "node:crypto";
import { makeSecrets } from "../../scripts/stack/secrets";

const token = () => randomBytes(32).toString("hex");

/** Everything that a hosted server has to be given, as its owner would set it. Nobody is ever asked at these addresses. */
export function hostedEnvironment() {
  const secrets = makeSecrets();
  return {
    FOYER_ENV: "production",
    PUBLIC_BASE_URL: "https://app.foyerdesk.com",
    DATABASE_URL: "postgresql://u:p@eu.pooler.supabase.com:6543/postgres",
    DATABASE_DIRECT_URL: "postgresql://u:p@eu.pooler.supabase.com:5432/postgres",
    SUPABASE_URL: "https://abcdefgh.supabase.co",
    SUPABASE_PUBLISHABLE_KEY: "sb_publishable_0123456789",
    UPSTASH_REDIS_REST_URL: "https://eu1-foyer.upstash.io",
    UPSTASH_REDIS_REST_TOKEN: token(),
    RESEND_API_KEY: "re_0123456789",
    EMAIL_FROM: "Foyer <hello@foyerdesk.com>",
    SEND_EMAIL_HOOK_SECRET: secrets.send_email_hook_secret,
    FIELD_ENCRYPTION_KEYS: `1:${secrets.field_encryption_key}`,
    LOOKUP_KEY: secrets.lookup_key,
    CRON_SECRET: secrets.cron_secret,
    MONITOR_KEY: secrets.monitor_key,
  };
}

import { randomBytes } from "node:crypto";

const secret = () => randomBytes(32).toString("hex");

/** A complete environment of the embedded stack for unit tests, which never reach what it names. Set before `env()` is first asked. */
export function setEnvironment(more: Record<string, string> = {}): void {
  Object.assign(process.env, {
    FOYER_ENV: "embedded",
    PUBLIC_BASE_URL: "http://localhost:3000",
    DATABASE_URL: "postgres://localhost/x",
    DATABASE_DIRECT_URL: "postgres://localhost/x",
    SUPABASE_URL: "http://localhost:1",
    SUPABASE_PUBLISHABLE_KEY: "sb_publishable_0123456789",
    UPSTASH_REDIS_REST_URL: "http://localhost:2",
    UPSTASH_REDIS_REST_TOKEN: secret(),
    RESEND_API_KEY: "re_0123456789",
    EMAIL_FROM: "Foyer <hello@foyer.example>",
    SEND_EMAIL_HOOK_SECRET: "v1,whsec_c2VjcmV0",
    FIELD_ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    LOOKUP_KEY: secret(),
    CRON_SECRET: secret(),
    MONITOR_KEY: secret(),
    LOG_LEVEL: "silent",
    ...more,
  });
}

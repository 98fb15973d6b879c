import { randomBytes } from "node:crypto";
import { vi } from "vitest";

const secret = () => randomBytes(32).toString("hex");

/** A key-encryption key as the environment holds it. */
export const newKey = () => randomBytes(32).toString("base64");

/** The encryption of a process that was started with this ring of key-encryption keys. */
export async function processWithKeys(ring: string) {
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
    FIELD_ENCRYPTION_KEYS: ring,
    LOOKUP_KEY: secret(),
    CRON_SECRET: secret(),
    MONITOR_KEY: secret(),
  });
  vi.resetModules();
  return { ...(await import("@/lib/crypto/data-key")), ...(await import("@/lib/crypto/sealed-field")) };
}

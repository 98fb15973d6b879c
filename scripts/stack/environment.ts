import type { Secrets } from "./secrets";

export type StackUrls = {
  app: string;
  auth: string;
  database: string;
  upstash: string;
  mailbox: string;
  sandbox: string;
};

/** The variables of `lib/env.ts` for an application that runs on the embedded stack. */
export function stackEnvironment(secrets: Secrets, urls: StackUrls): Record<string, string> {
  return {
    FOYER_ENV: "embedded",
    PUBLIC_BASE_URL: urls.app,
    // Browsers know every name below localhost as this machine.
    ORGANIZATION_DOMAIN: "localhost",
    DATABASE_URL: urls.database,
    DATABASE_DIRECT_URL: urls.database,
    SUPABASE_URL: urls.auth,
    SUPABASE_PUBLISHABLE_KEY: secrets.supabase_publishable_key,
    SUPABASE_SECRET_KEY: secrets.supabase_secret_key,
    UPSTASH_REDIS_REST_URL: urls.upstash,
    UPSTASH_REDIS_REST_TOKEN: secrets.upstash_token,
    RESEND_API_KEY: secrets.resend_api_key,
    RESEND_BASE_URL: urls.mailbox,
    EMAIL_FROM: "Foyer <hello@foyer.localhost>",
    SEND_EMAIL_HOOK_SECRET: secrets.send_email_hook_secret,
    FIELD_ENCRYPTION_KEYS: `1:${secrets.field_encryption_key}`,
    LOOKUP_KEY: secrets.lookup_key,
    CRON_SECRET: secrets.cron_secret,
    MONITOR_KEY: secrets.monitor_key,
    RETELL_BASE_URL: `${urls.sandbox}/retell`,
    VAPI_BASE_URL: `${urls.sandbox}/vapi`,
    TWILIO_BASE_URL: `${urls.sandbox}/twilio`,
    GOOGLE_TOKEN_URL: `${urls.sandbox}/google/token`,
    GOOGLE_CALENDAR_BASE_URL: `${urls.sandbox}/google/calendar/v3`,
    CREATOMATE_BASE_URL: `${urls.sandbox}/creatomate`,
    SLACK_BASE_URL: `${urls.sandbox}/slack`,
    OPENAI_BASE_URL: `${urls.sandbox}/openai/v1`,
    VAPI_PRIVATE_KEY: secrets.vapi_private_key,
    SANDBOX_URL: urls.sandbox,
    LOG_LEVEL: "warn",
  };
}

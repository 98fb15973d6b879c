import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/env";

const secret = () => randomBytes(32).toString("hex");

const hosted = {
  FOYER_ENV: "production",
  PUBLIC_BASE_URL: "https://app.foyer.example",
  DATABASE_URL: "postgresql://u:p@pooler.supabase.example:6543/postgres",
  DATABASE_DIRECT_URL: "postgresql://u:p@pooler.supabase.example:5432/postgres",
  SUPABASE_URL: "https://abcdefgh.supabase.example",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_0123456789",
  UPSTASH_REDIS_REST_URL: "https://redis.upstash.example",
  UPSTASH_REDIS_REST_TOKEN: secret(),
  RESEND_API_KEY: "re_0123456789",
  EMAIL_FROM: "Foyer <hello@foyer.example>",
  SEND_EMAIL_HOOK_SECRET: `v1,whsec_${randomBytes(32).toString("base64")}`,
  FIELD_ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
  LOOKUP_KEY: secret(),
  CRON_SECRET: secret(),
  MONITOR_KEY: secret(),
};

describe("the environment of a server", () => {
  it("is accepted when everything is there, with the vendors' own addresses as defaults", () => {
    const env = parseEnv(hosted);
    expect(env.RETELL_BASE_URL).toBe("https://api.retellai.com");
    expect(env.VAPI_BASE_URL).toBe("https://api.vapi.ai");
  });

  it("lists every missing variable at once, an empty one among them", () => {
    const { LOOKUP_KEY, ...rest } = hosted;
    expect(LOOKUP_KEY).not.toBe("");
    expect(() => parseEnv({ ...rest, CRON_SECRET: "" })).toThrow(/LOOKUP_KEY is missing[\s\S]*|CRON_SECRET is missing/);
    expect(() => parseEnv({ ...rest, CRON_SECRET: "" })).toThrow(/LOOKUP_KEY is missing/);
    expect(() => parseEnv({ ...rest, CRON_SECRET: "" })).toThrow(/CRON_SECRET is missing/);
  });

  it.each([
    [
      "an address of this machine",
      { PUBLIC_BASE_URL: "https://localhost:3000" },
      /PUBLIC_BASE_URL points at this machine/,
    ],
    ["a plain http address", { SUPABASE_URL: "http://abcdefgh.supabase.example" }, /SUPABASE_URL must be https/],
    [
      "a local database",
      { DATABASE_URL: "postgresql://u:p@127.0.0.1:5432/postgres" },
      /DATABASE_URL points at this machine/,
    ],
    [
      "a stand-in of a vendor",
      { RETELL_BASE_URL: "http://127.0.0.1:54329/retell" },
      /RETELL_BASE_URL points at this machine/,
    ],
    ["the vendor sandbox", { SANDBOX_URL: "https://sandbox.example" }, /SANDBOX_URL belongs to the embedded stack/],
    ["a placeholder", { LOOKUP_KEY: "change-me-change-me-change-me-change-me" }, /LOOKUP_KEY is still a placeholder/],
    ["a short secret", { CRON_SECRET: "x7" }, /CRON_SECRET needs at least 24/],
    [
      "two keys of one version",
      { FIELD_ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")},1:${randomBytes(32).toString("base64")}` },
      /FIELD_ENCRYPTION_KEYS names a version twice/,
    ],
    [
      "one key under two versions",
      { FIELD_ENCRYPTION_KEYS: `${hosted.FIELD_ENCRYPTION_KEYS},2:${hosted.FIELD_ENCRYPTION_KEYS.slice(2)}` },
      /FIELD_ENCRYPTION_KEYS holds the same key under two versions/,
    ],
    [
      "a key that nobody drew",
      { FIELD_ENCRYPTION_KEYS: `1:${Buffer.alloc(32).toString("base64")}` },
      /FIELD_ENCRYPTION_KEYS holds a key that is no random one/,
    ],
    [
      "a key of version 0",
      { FIELD_ENCRYPTION_KEYS: `0:${randomBytes(32).toString("base64")}` },
      /FIELD_ENCRYPTION_KEYS must be/,
    ],
    ["a key of the wrong length", { FIELD_ENCRYPTION_KEYS: "1:c2hvcnQ=" }, /FIELD_ENCRYPTION_KEYS must be/],
  ])("refuses %s in production", (_, change, complaint) => {
    expect(() => parseEnv({ ...hosted, ...change })).toThrow(complaint);
  });

  it("lets the embedded stack be local", () => {
    const local = { ...hosted, FOYER_ENV: "embedded", PUBLIC_BASE_URL: "http://localhost:3000" };
    expect(parseEnv({ ...local, SANDBOX_URL: "http://127.0.0.1:54329" }).FOYER_ENV).toBe("embedded");
  });
});

import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { decryptField, encryptField, type FieldAddress } from "@/lib/crypto/field-encryption";
import { randomOf } from "../../support/random";

const address: FieldAddress = { orgId: "org-1", table: "agents", column: "secret_ciphertext", rowId: "row-1" };

beforeAll(() => {
  const secret = () => randomBytes(32).toString("hex");
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
    FIELD_ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")},2:${randomBytes(32).toString("base64")}`,
    LOOKUP_KEY: secret(),
    CRON_SECRET: secret(),
    MONITOR_KEY: secret(),
  });
});

describe("an encrypted column", () => {
  it("opens where it was written, and is sealed under the newest key", () => {
    const sealed = encryptField(address, "key_live_ Ünïcode 👍");
    expect(sealed).toMatch(/^v1\.2\./);
    expect(sealed).not.toContain("key_live");
    expect(decryptField(address, sealed)).toBe("key_live_ Ünïcode 👍");
  });

  it("is different every time", () => {
    expect(encryptField(address, "same")).not.toBe(encryptField(address, "same"));
  });

  it.each([
    ["organization", { orgId: "org-2" }],
    ["table", { table: "org_credentials" }],
    ["column", { column: "other" }],
    ["row", { rowId: "row-2" }],
  ])("does not open in another %s", (_, change) => {
    const sealed = encryptField(address, "secret");
    expect(() => decryptField({ ...address, ...change }, sealed)).toThrow(/cannot be read/);
  });

  it("does not open under another key version", () => {
    const sealed = encryptField(address, "secret");
    expect(() => decryptField(address, sealed.replace(/^v1\.2\./, "v1.1."))).toThrow(/cannot be read/);
    expect(() => decryptField(address, sealed.replace(/^v1\.2\./, "v1.9."))).toThrow(/cannot be read/);
  });

  it("opens after none of 10,000 mutations", () => {
    const random = randomOf(7);
    const sealed = encryptField(address, "a secret of some length, so that there is something to bend");
    const prefix = "v1.2.";
    const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
    for (let round = 0; round < 10_000; round++) {
      const bent = Buffer.from(bytes);
      const at = Math.floor(random() * bent.length);
      bent[at] = (bent[at] ?? 0) ^ (1 + Math.floor(random() * 255));
      const cut = random() < 0.2 ? bent.subarray(0, Math.floor(random() * bent.length)) : bent;
      expect(() => decryptField(address, prefix + cut.toString("base64url"))).toThrow(/cannot be read/);
    }
  });
});

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { environmentNames, parseEnv } from "@/lib/env";
import { stackEnvironment } from "../../scripts/stack/environment";
import { makeSecrets } from "../../scripts/stack/secrets";
import { hostedEnvironment } from "../support/hosted-environment";

const hosted = hostedEnvironment();
const embedded = { ...hosted, FOYER_ENV: "embedded", PUBLIC_BASE_URL: "http://localhost:3000" };

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
    ["a plain http address", { SUPABASE_URL: "http://abcdefgh.supabase.co" }, /SUPABASE_URL must be https/],
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
    ["mail from this machine", { EMAIL_FROM: "Foyer <hello@foyer.localhost>" }, /EMAIL_FROM points at this machine/],
    ["mail from an example", { EMAIL_FROM: "hello@mail.example.com" }, /EMAIL_FROM is a name for examples/],
    [
      "organizations below localhost",
      { ORGANIZATION_DOMAIN: "localhost" },
      /ORGANIZATION_DOMAIN points at this machine; set your own or leave it empty/,
    ],
    [
      "Redis on this machine",
      { UPSTASH_REDIS_REST_URL: "https://localhost:8079" },
      /UPSTASH_REDIS_REST_URL points at this machine; set your own$/m,
    ],
    ["a loopback of IPv6", { DATABASE_DIRECT_URL: "postgres://u:p@[::1]:5432/x" }, /DATABASE_DIRECT_URL points at/],
    ["a mapped loopback", { OPENAI_BASE_URL: "https://[::ffff:127.0.0.1]/v1" }, /OPENAI_BASE_URL points at/],
    ["another site on this machine", { CORS_ORIGINS: "https://a.co,http://LOCALHOST:5173" }, /CORS_ORIGINS points at/],
    ["a resolver on this machine", { DNS_RESOLVER: "127.0.0.53:53" }, /DNS_RESOLVER points at this machine/],
    ["an example's address", { PUBLIC_BASE_URL: "https://app.example.com" }, /PUBLIC_BASE_URL is a name for examples/],
    [
      "a password to fill in",
      { DATABASE_URL: hosted.DATABASE_URL.replace(":p@", ":[YOUR-PASSWORD]@") },
      /DATABASE_URL is still a placeholder/,
    ],
    ["a hook secret of one letter", { SEND_EMAIL_HOOK_SECRET: "v1,whsec_x" }, /SEND_EMAIL_HOOK_SECRET is no random/],
    [
      "a weak hook secret beside a good one",
      { SEND_EMAIL_HOOK_SECRET: `${hosted.SEND_EMAIL_HOOK_SECRET}|v1,whsec_${btoa("a".repeat(32))}` },
      /SEND_EMAIL_HOOK_SECRET is no random secret/,
    ],
    ...["LOOKUP_KEY", "CRON_SECRET", "MONITOR_KEY"].flatMap((name): [string, Record<string, string>, RegExp][] => [
      [
        `a ${name} of one character`,
        { [name]: "a".repeat(40) },
        new RegExp(`${name} is no random secret; make one with`),
      ],
      [
        `a ${name} of one piece`,
        { [name]: "0123456789".repeat(4).slice(0, 37) },
        new RegExp(`${name} is no random secret`),
      ],
    ]),
    ["one secret for two things", { MONITOR_KEY: hosted.CRON_SECRET }, /MONITOR_KEY is the same as CRON_SECRET/],
    [
      "a key of one letter",
      { FIELD_ENCRYPTION_KEYS: `1:${btoa("A".repeat(32))}` },
      /FIELD_ENCRYPTION_KEYS holds a key that is no random one/,
    ],
    [
      "the vendor sandbox",
      { SANDBOX_URL: "https://sandbox.foyerdesk.com" },
      /SANDBOX_URL belongs to the embedded stack/,
    ],
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

  it("lists what is malformed and what is only good at home together", () => {
    const { LOOKUP_KEY: _, ...rest } = hosted;
    const faulty = { ...rest, CRON_SECRET: "x7", SUPABASE_URL: "https://localhost:1" };
    expect(complaintOf(faulty).split("\n").slice(1, -1)).toEqual([
      "  - LOOKUP_KEY is missing",
      expect.stringMatching(/^ {2}- CRON_SECRET needs at least 24/),
      "  - SUPABASE_URL points at this machine; set your own",
    ]);
  });

  it("may hold secrets of another maker, and two of the mail hook's while it is rotated", () => {
    const hex = randomBytes(12).toString("hex");
    expect(parseEnv({ ...hosted, CRON_SECRET: hex }).CRON_SECRET).toBe(hex);
    const both = `${hosted.SEND_EMAIL_HOOK_SECRET}|v1,whsec_${randomBytes(24).toString("base64")}`;
    expect(parseEnv({ ...hosted, SEND_EMAIL_HOOK_SECRET: both }).SEND_EMAIL_HOOK_SECRET).toBe(both);
    expect(parseEnv({ ...hosted, EMAIL_FROM: "Test Example <a@localhost.run>" }).EMAIL_FROM).toContain("Test");
  });

  it("lets the embedded stack be local", () => {
    expect(parseEnv({ ...embedded, SANDBOX_URL: "http://127.0.0.1:54329" }).FOYER_ENV).toBe("embedded");
  });

  it.each([
    ["on Vercel", { VERCEL: "1" }],
    ["in a region of Vercel's", { VERCEL_REGION: "fra1" }],
    ["where others reach it", { PUBLIC_BASE_URL: "https://app.foyerdesk.com" }],
  ])("refuses the embedded stage %s", (_, change) => {
    expect(() => parseEnv({ ...embedded, ...change })).toThrow(/FOYER_ENV is embedded, which is for one's own machine/);
    expect(parseEnv({ ...hosted, ...change }).FOYER_ENV).toBe("production");
  });
});

describe("no development default survives in production", () => {
  const secrets = makeSecrets();
  const here = (port: number) => `http://localhost:${port}`;
  const urls = { app: here(3000), auth: here(1), upstash: here(2), mailbox: here(3), sandbox: here(4) };
  const stack = stackEnvironment(secrets, { ...urls, database: "postgres://postgres:x@localhost:5432/postgres" });
  const example = Object.fromEntries(
    [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z][A-Z0-9_]*)="?(.*?)"?$/gm)].map(([, name, text]) => [
      name ?? "",
      text ?? "",
    ]),
  );
  /** The same on every machine; or drawn anew on each. */
  const ALIKE = ["DATABASE_POOL_SIZE", "AUDIT_ANCHOR_BUCKET", "DOMAIN_TARGET", "VERCEL_API_URL", "LOG_LEVEL"];
  ALIKE.push("SENTRY_TRACES_SAMPLE_RATE", "SENTRY_REPLAY_SAMPLE_RATE", "WEB_ANALYTICS", "TRUSTED_PROXY_HOPS");
  const isDrawn = (text: string) => Object.values(secrets).some((secret) => text === secret || text === `1:${secret}`);
  const cases = environmentNames
    .filter((name) => name !== "FOYER_ENV")
    .flatMap((name): [string, string, string][] => [
      [name, "the embedded stack", stack[name] ?? ""],
      [name, ".env.example", example[name] ?? ""],
    ])
    .filter(([, , text]) => text !== "");

  it("knows every variable of .env.example and of the embedded stack", () => {
    expect(environmentNames).toEqual(expect.arrayContaining([...Object.keys(example), ...Object.keys(stack)]));
    expect(ALIKE.filter((name) => !cases.some(([each]) => each === name))).toEqual([]);
    expect(cases.length).toBeGreaterThan(30);
  });

  it.each(cases)("%s of %s", (name, _, text) => {
    const complaint = complaintOf({ ...hosted, [name]: text });
    if (ALIKE.includes(name) || isDrawn(text)) expect(complaint).toBe("");
    else {
      expect(complaint).toMatch(new RegExp(`^ {2}- ${name} `, "m"));
      // Over TLS it is no better.
      expect(complaintOf({ ...hosted, [name]: text.replace(/^http:/, "https:") })).toContain(`- ${name} `);
    }
  });

  it("the example itself is refused, with what it leaves to fill in", () => {
    const filled = Object.fromEntries(Object.entries(example).filter(([, text]) => text !== ""));
    expect(complaintOf({ ...hosted, ...filled }).match(/[A-Z_]{5,}/g)).toEqual(["PUBLIC_BASE_URL", "EMAIL_FROM"]);
  });

  it("what nobody sets is as good in production as what is set", () => {
    const all = Object.entries(parseEnv(hosted)).map(([name, value]) => [name, String(value)]);
    expect(all.length).toBeGreaterThan(Object.keys(hosted).length);
    expect(complaintOf(Object.fromEntries(all))).toBe("");
  });
});

function complaintOf(source: Record<string, string>): string {
  try {
    parseEnv(source);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

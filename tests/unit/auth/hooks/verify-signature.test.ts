import { createHash } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { verifySignature } from "@/lib/auth/hooks/verify-signature";
import { refused, VERIFIED } from "@/lib/voice/verification";
import {
  type Attempt,
  acceptedForgeries,
  acceptedMutations,
  type Forgery,
  hmac,
  type Verifier,
} from "@/tests/support/forgeries";

// The vector computed from supabase/auth's own hook client (internal/hooks/hookshttp), two secrets.
const FIRST = "v1,whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const SECOND = "v1,whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
const KEY = Buffer.from(FIRST.slice(9), "base64");
const AT = 1_764_000_000;
const ID = "3f9e2c1a-7b4d-4e8f-9a0b-1c2d3e4f5a6b";
const BODY =
  '{"metadata":{"uuid":"0b8c7a6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d","time":"2025-11-24T16:00:00Z","name":"send-email","ip_address":"203.0.113.7"},"user":{"id":"11111111-1111-4111-8111-111111111111","aud":"authenticated","role":"authenticated","email":"dana@example.com","phone":"","app_metadata":{"provider":"email","providers":["email"]},"user_metadata":{},"identities":[],"created_at":"2025-11-24T15:59:59Z","updated_at":"2025-11-24T15:59:59Z","is_anonymous":false},"email_data":{"token":"305805","token_hash":"7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0","redirect_to":"https://app.example.com/auth/callback","email_action_type":"signup","site_url":"https://abcdefgh.supabase.co/auth/v1","token_new":"","token_hash_new":"","old_email":"","old_phone":"","provider":"","factor_type":""}}';
const BY_FIRST = "v1,qpmYMbnyQsdmEccU+fEfuf9UIHAuKj5WhqRcSqaKwRw=";
const BY_SECOND = "v1,2JEocGHkjf9Q0Xo70/o1IOhYOSSIo/XtLtVOvm05D6A=";

const real: Verifier = ({ rawBody, headers, secret, nowMs }) => {
  vi.setSystemTime(nowMs);
  try {
    verifySignature(rawBody, new Headers(headers), secret ?? "");
    return VERIFIED;
  } catch {
    return refused("wrong_signature");
  }
};

const accepts = (attempt: Attempt) => real(attempt).ok;

const authentic: Attempt = {
  rawBody: BODY,
  headers: { "webhook-id": ID, "webhook-timestamp": String(AT), "webhook-signature": BY_FIRST },
  secret: FIRST,
  nowMs: AT * 1000,
};

/** The authentic attempt with other headers; null leaves one out. */
function withHeaders(changed: Record<string, string | null>, more: Partial<Attempt> = {}): Attempt {
  const headers = Object.entries({ ...authentic.headers, ...changed }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
  return { ...authentic, headers: Object.fromEntries(headers), ...more };
}
const withSignature = (signature: string, more: Partial<Attempt> = {}) =>
  withHeaders({ "webhook-signature": signature }, more);

const signed = (text: string, key: Buffer | string = KEY, algorithm = "sha256") =>
  `v1,${hmac(key, text, algorithm, "base64")}`;
const content = `${ID}.${AT}.${BODY}`;
const digest = BY_FIRST.slice(3);
const renamed = (family: string) =>
  Object.fromEntries(Object.entries(authentic.headers).map(([key, value]) => [key.replace("webhook", family), value]));
const secretOf = (key: string) => `v1,whsec_${Buffer.from(key).toString("base64")}`;

const forgeries: Forgery[] = [
  { name: "another secret", attempt: { ...authentic, secret: secretOf("another secret of 32 characters!") } },
  { name: "one changed byte", attempt: { ...authentic, rawBody: BODY.replace("dana", "dora") } },
  {
    name: "another address to send to",
    attempt: { ...authentic, rawBody: BODY.replace("example.com", "evil.example") },
  },
  { name: "body written again", attempt: { ...authentic, rawBody: JSON.stringify(JSON.parse(BODY), null, 1) } },
  { name: "trailing space", attempt: { ...authentic, rawBody: `${BODY} ` } },
  { name: "empty body", attempt: { ...authentic, rawBody: "" } },
  { name: "another id", attempt: withHeaders({ "webhook-id": "other" }) },
  { name: "another time", attempt: withHeaders({ "webhook-timestamp": String(AT + 1) }) },
  { name: "time in milliseconds", attempt: withHeaders({ "webhook-timestamp": String(AT * 1000) }) },
  { name: "time with more behind it", attempt: withHeaders({ "webhook-timestamp": `${AT}.9` }) },
  { name: "time with letters behind it", attempt: withHeaders({ "webhook-timestamp": `${AT}x` }) },
  { name: "time with leading zero", attempt: withHeaders({ "webhook-timestamp": `0${AT}` }) },
  { name: "time with a sign", attempt: withHeaders({ "webhook-timestamp": `+${AT}` }) },
  { name: "no time that is one", attempt: withSignature(signed(`${ID}.NaN.${BODY}`), {}) },
  { name: "no signature", attempt: withHeaders({ "webhook-signature": null }) },
  { name: "no id", attempt: withHeaders({ "webhook-id": null }) },
  { name: "no time", attempt: withHeaders({ "webhook-timestamp": null }) },
  {
    name: "no id, signed without",
    attempt: withHeaders({ "webhook-id": null, "webhook-signature": signed(`.${AT}.${BODY}`) }),
  },
  { name: "empty signature", attempt: withSignature("") },
  { name: "version only", attempt: withSignature("v1,") },
  { name: "signature without version", attempt: withSignature(digest) },
  { name: "asymmetric version", attempt: withSignature(`v1a,${digest}`) },
  { name: "later version", attempt: withSignature(`v2,${digest}`) },
  { name: "shortened signature", attempt: withSignature(BY_FIRST.slice(0, 35)) },
  { name: "first letter of the signature", attempt: withSignature(BY_FIRST.slice(0, 4)) },
  { name: "signature without padding", attempt: withSignature(BY_FIRST.slice(0, -1)) },
  { name: "signature with other last letter", attempt: withSignature(`${BY_FIRST.slice(0, -2)}x=`) },
  { name: "signature with more behind a comma", attempt: withSignature(`${BY_FIRST},more`) },
  { name: "signature in small letters", attempt: withSignature(BY_FIRST.toLowerCase()) },
  { name: "signature in hexadecimal", attempt: withSignature(`v1,${hmac(KEY, content)}`) },
  { name: "signature of zeros", attempt: withSignature(`v1,${Buffer.alloc(32).toString("base64")}`) },
  { name: "another header family", attempt: { ...authentic, headers: renamed("svix") } },
  { name: "body signed alone", attempt: withSignature(signed(BODY)) },
  { name: "parts signed in another order", attempt: withSignature(signed(`${AT}.${ID}.${BODY}`)) },
  {
    name: "letters moved from id to time",
    attempt: withHeaders({ "webhook-id": `${ID}.1`, "webhook-timestamp": String(AT).slice(1) }),
  },
  { name: "signed by the secret as it is written", attempt: withSignature(signed(content, FIRST)) },
  { name: "signed by the secret's base64", attempt: withSignature(signed(content, FIRST.slice(9))) },
  { name: "signed by an empty key", attempt: withSignature(signed(content, "")) },
  { name: "plain hash", attempt: withSignature(`v1,${createHash("sha256").update(content).digest("base64")}`) },
  {
    name: "HMAC under SHA-512 cut to length",
    attempt: withSignature(
      `v1,${Buffer.from(hmac(KEY, content, "sha512"), "hex")
        .subarray(0, 32)
        .toString("base64")}`,
    ),
  },
  { name: "301 s old", attempt: { ...authentic, nowMs: (AT + 301) * 1000 } },
  { name: "301 s ahead", attempt: { ...authentic, nowMs: (AT - 301) * 1000 } },
  { name: "a day old", attempt: { ...authentic, nowMs: (AT + 86_400) * 1000 } },
  { name: "no secret", attempt: withSignature(signed(content, ""), { secret: "" }) },
  { name: "blank secret", attempt: withSignature(signed(content, ""), { secret: "v1,whsec_" }) },
  { name: "secret of padding", attempt: withSignature(signed(content, ""), { secret: "v1,whsec_====" }) },
  { name: "short secret", attempt: withSignature(signed(content, "short"), { secret: secretOf("short") }) },
  { name: "separators alone as secrets", attempt: withSignature(signed(content, ""), { secret: "|||" }) },
];

describe("the signature of the Send-Email hook (S5)", () => {
  beforeEach(() => vi.useFakeTimers({ now: AT * 1000 }));
  afterEach(() => vi.useRealTimers());

  test("Supabase's own is accepted by either secret, alone and among others", () => {
    const both = withSignature(`${BY_FIRST}, ${BY_SECOND}`);
    for (const secret of [FIRST, SECOND, `${FIRST}|${SECOND}`, `${secretOf("x".repeat(32))}|${SECOND}`])
      expect(accepts({ ...both, secret }), secret).toBe(true);
    expect(accepts(authentic)).toBe(true);
    expect(accepts(withSignature(`${BY_SECOND} ${BY_FIRST}`))).toBe(true);
    expect(accepts(withSignature(`v1a,${"A".repeat(86)}==, ${BY_FIRST}`))).toBe(true);
  });

  test("is accepted at both ends of the five minutes and no further", () => {
    for (const away of [-300, 300]) expect(accepts({ ...authentic, nowMs: (AT + away) * 1000 })).toBe(true);
    for (const away of [-301, 301]) expect(accepts({ ...authentic, nowMs: (AT + away) * 1000 })).toBe(false);
  });

  test(`is refused in all ${forgeries.length} named forgeries`, () => {
    expect(forgeries.length).toBeGreaterThanOrEqual(25);
    expect(acceptedForgeries(real, forgeries)).toEqual([]);
  });

  test("is refused after each of 10,000 random changes of body and headers", () => {
    expect(acceptedMutations(real, authentic, ["rawBody", "headers"])).toEqual([]);
  });
});

describe("the checker of forged hook calls (negative controls)", () => {
  // Verifiers with one planted fault each, otherwise like the real one.
  const planted = (compare: (given: string, expected: string) => boolean): Verifier => {
    return ({ rawBody, headers, secret, nowMs }) => {
      const at = headers["webhook-timestamp"] ?? "";
      if (!/^[1-9]\d{9}$/.test(at) || Math.abs(nowMs / 1000 - Number(at)) > 300) return refused("expired");
      const key = Buffer.from((secret ?? "").slice(9), "base64");
      const expected = `v1,${hmac(key, `${headers["webhook-id"]}.${at}.${rawBody}`, "sha256", "base64")}`;
      return compare(headers["webhook-signature"] ?? "", expected) ? VERIFIED : refused("wrong_signature");
    };
  };

  test("finds startsWith in place of the constant-time comparison", () => {
    const found = planted((given, expected) => expected.startsWith(given));
    expect(found(authentic).ok).toBe(true);
    expect(acceptedForgeries(found, forgeries)).toEqual(
      expect.arrayContaining(["shortened signature", "first letter of the signature", "empty signature"]),
    );
    expect(acceptedMutations(found, authentic, ["rawBody", "headers"]).length).toBeGreaterThan(0);
  });

  test("finds an empty key that is accepted", () => {
    const found = planted((given, expected) => given === expected);
    expect(found(authentic).ok).toBe(true);
    expect(acceptedForgeries(found, forgeries)).toEqual(
      expect.arrayContaining(["no secret", "blank secret", "secret of padding", "short secret"]),
    );
  });

  test("finds a library that is trusted with headers it reads generously", () => {
    vi.useFakeTimers({ now: AT * 1000 });
    const found: Verifier = ({ rawBody, headers, secret, nowMs }) => {
      vi.setSystemTime(nowMs);
      try {
        new Webhook((secret ?? "").slice(3)).verify(rawBody, headers, { jsonParse: false });
        return VERIFIED;
      } catch {
        return refused("wrong_signature");
      }
    };
    expect(acceptedForgeries(found, forgeries)).toEqual(
      expect.arrayContaining(["time with letters behind it", "signature with more behind a comma"]),
    );
    vi.useRealTimers();
  });
});

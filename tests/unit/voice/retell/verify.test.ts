import { createHash } from "node:crypto";
import { verify as sdkVerify, symmetric } from "retell-sdk/lib/webhook_auth";
import { describe, expect, test } from "vitest";
import { verifyRetell } from "@/lib/voice/retell/verify";
import { refused, VERIFIED } from "@/lib/voice/verification";
import {
  type Attempt,
  acceptedForgeries,
  acceptedMutations,
  type Forgery,
  hmac,
  type Verifier,
} from "@/tests/support/forgeries";

const KEY = "key_test_0123456789abcdef0123456789ab";
const BODY = '{"event":"call_ended","call":{"call_id":"call_a1b2c3","agent_id":"agent_9f8e7d","call_status":"ended"}}';
const NOW = 1764000000000;
const DIGEST = "097809bf240ff7e7a36d2585c3246ab20762fcc40daba9fb0d8abd139cb08b55";

const real: Verifier = ({ rawBody, headers, secret, nowMs }) =>
  verifyRetell({ rawBody, header: headers["x-retell-signature"] ?? null, secret, nowMs });

const attempt = (header: string | undefined, changes: Partial<Attempt> = {}): Attempt => ({
  rawBody: BODY,
  headers: header === undefined ? {} : { "x-retell-signature": header },
  secret: KEY,
  nowMs: NOW,
  ...changes,
});
const authentic = attempt(`v=${NOW},d=${DIGEST}`);
const signed = (body: string, at: number | string, key = KEY) => `v=${at},d=${hmac(key, `${body}${at}`)}`;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const forgeries: Forgery[] = [
  { name: "no header", attempt: attempt(undefined) },
  { name: "empty header", attempt: attempt("") },
  { name: "blank header", attempt: attempt("   ") },
  { name: "only a timestamp", attempt: attempt(`v=${NOW}`) },
  { name: "only a digest", attempt: attempt(`d=${DIGEST}`) },
  { name: "empty digest", attempt: attempt(`v=${NOW},d=`) },
  { name: "first half of the digest", attempt: attempt(`v=${NOW},d=${DIGEST.slice(0, 32)}`) },
  { name: "first digit of the digest", attempt: attempt(`v=${NOW},d=${DIGEST.slice(0, 1)}`) },
  { name: "digest with more behind it", attempt: attempt(`v=${NOW},d=${DIGEST}00`) },
  { name: "digest in capitals", attempt: attempt(`v=${NOW},d=${DIGEST.toUpperCase()}`) },
  { name: "digest of zeros", attempt: attempt(`v=${NOW},d=${"0".repeat(64)}`) },
  { name: "digest in base64", attempt: attempt(`v=${NOW},d=${hmac(KEY, BODY + NOW, "sha256", "base64")}`) },
  { name: "last digit of the digest changed", attempt: attempt(`v=${NOW},d=${DIGEST.slice(0, -1)}4`) },
  { name: "fields swapped", attempt: attempt(`d=${DIGEST},v=${NOW}`) },
  { name: "space between the fields", attempt: attempt(`v=${NOW}, d=${DIGEST}`) },
  { name: "two signatures in one header", attempt: attempt(`v=${NOW},d=${DIGEST}, v=${NOW},d=${DIGEST}`) },
  { name: "line break behind the digest", attempt: attempt(`v=${NOW},d=${DIGEST}\n`) },
  { name: "timestamp moved by a millisecond", attempt: attempt(`v=${NOW + 1},d=${DIGEST}`) },
  { name: "timestamp with leading zero", attempt: attempt(`v=0${NOW},d=${DIGEST}`) },
  { name: "timestamp in scientific notation", attempt: attempt(signed(BODY, "1.764e12")) },
  { name: "timestamp in seconds", attempt: attempt(signed(BODY, NOW / 1000)) },
  { name: "negative timestamp", attempt: attempt(signed(BODY, -NOW)) },
  { name: "no number as timestamp", attempt: attempt(signed(BODY, "NaN")) },
  { name: "timestamp beyond exact numbers", attempt: attempt(signed(BODY, "99999999999999999999")) },
  { name: "signed 300,001 ms ago", attempt: attempt(signed(BODY, NOW - 300_001)) },
  { name: "signed 300,001 ms ahead", attempt: attempt(signed(BODY, NOW + 300_001)) },
  { name: "replayed a day later", attempt: { ...authentic, nowMs: NOW + 86_400_000 } },
  { name: "body with a space behind it", attempt: { ...authentic, rawBody: `${BODY} ` } },
  {
    name: "body written again with spaces",
    attempt: { ...authentic, rawBody: JSON.stringify(JSON.parse(BODY), null, 1) },
  },
  { name: "empty body under the same header", attempt: { ...authentic, rawBody: "" } },
  { name: "body of another call", attempt: { ...authentic, rawBody: BODY.replace("a1b2c3", "a1b2c4") } },
  {
    name: "digits moved from timestamp to body",
    attempt: attempt(`v=${String(NOW).slice(1)},d=${DIGEST}`, { rawBody: `${BODY}1` }),
  },
  { name: "timestamp before the body", attempt: attempt(`v=${NOW},d=${hmac(KEY, NOW + BODY)}`) },
  { name: "body signed without timestamp", attempt: attempt(`v=${NOW},d=${hmac(KEY, BODY)}`) },
  { name: "signed with another key", attempt: attempt(signed(BODY, NOW, `${KEY}x`)) },
  { name: "signed with an empty key", attempt: attempt(signed(BODY, NOW, "")) },
  { name: "plain hash of body and timestamp", attempt: attempt(`v=${NOW},d=${sha256(BODY + NOW)}`) },
  { name: "hash with the key in front", attempt: attempt(`v=${NOW},d=${sha256(KEY + BODY + NOW)}`) },
  {
    name: "HMAC under SHA-512 cut to length",
    attempt: attempt(`v=${NOW},d=${hmac(KEY, BODY + NOW, "sha512").slice(0, 64)}`),
  },
  { name: "the key itself as digest", attempt: attempt(`v=${NOW},d=${KEY}`) },
  { name: "no secret stored", attempt: attempt(signed(BODY, NOW, ""), { secret: null }) },
  { name: "empty secret stored", attempt: attempt(signed(BODY, NOW, ""), { secret: "" }) },
  { name: "blank secret stored", attempt: attempt(signed(BODY, NOW, "        "), { secret: "        " }) },
  { name: "seven letters stored as secret", attempt: attempt(signed(BODY, NOW, "1234567"), { secret: "1234567" }) },
  { name: "secret padded with NUL", attempt: { ...authentic, secret: `${KEY}\0` } },
];

describe("a Retell signature (S5)", () => {
  test("is accepted for the vendor's vectors, also beyond ASCII", () => {
    expect(real(authentic)).toEqual({ ok: true });
    const rawBody = '{"event":"call_analyzed","call":{"transcript":"Agent: Café 👍"}}';
    const header = `v=${NOW},d=bbfb3f6b18d5b1480e47e296588ed78223fa2e361e7684b084c0ad4c15ef8349`;
    expect(real(attempt(header, { rawBody }))).toEqual({ ok: true });
  });

  test("is accepted at both ends of the five minutes and no further", () => {
    for (const away of [-300_000, 300_000]) expect(real({ ...authentic, nowMs: NOW + away }).ok).toBe(true);
    for (const away of [-300_001, 300_001]) {
      expect(real({ ...authentic, nowMs: NOW + away })).toEqual({ ok: false, reason: "expired" });
    }
  });

  test("made by Retell's own SDK is accepted, and ours by theirs", async () => {
    const header = await symmetric.sign(BODY, KEY);
    expect(real(attempt(header, { nowMs: Date.now() })).ok).toBe(true);
    expect(await sdkVerify(BODY, KEY, signed(BODY, Date.now()))).toBe(true);
  });

  test("says why it is refused", () => {
    const reason = (given: Attempt) => {
      const verdict = real(given);
      return verdict.ok ? "accepted" : verdict.reason;
    };
    expect(reason(attempt(undefined))).toBe("missing_signature");
    expect(reason(attempt("sha256=00"))).toBe("malformed_signature");
    expect(reason(attempt(signed(BODY, NOW - 400_000)))).toBe("expired");
    expect(reason(attempt(signed(BODY, NOW, "another key entirely")))).toBe("wrong_signature");
    expect(reason({ ...authentic, secret: "" })).toBe("no_secret");
  });

  test(`is refused in all ${forgeries.length} named forgeries`, () => {
    expect(forgeries.length).toBeGreaterThanOrEqual(25);
    expect(acceptedForgeries(real, forgeries)).toEqual([]);
  });

  test("is refused after each of 10,000 random changes", () => {
    expect(acceptedMutations(real, authentic)).toEqual([]);
  });
});

describe("the checker of Retell forgeries (negative controls)", () => {
  // Verifiers with one planted fault each, otherwise like the real one.
  const planted = (compare: (given: string, expected: string) => boolean, skipSecretCheck = false): Verifier => {
    return ({ rawBody, headers, secret, nowMs }) => {
      if (!skipSecretCheck && (secret ?? "").trim().length < 8) return refused("no_secret");
      const [, v, d] = /^v=(\d+),d=([0-9a-f]*)$/.exec(headers["x-retell-signature"] ?? "") ?? [];
      if (!v || d === undefined) return refused("malformed_signature");
      if (Math.abs(nowMs - Number(v)) > 300_000) return refused("expired");
      return compare(d, hmac(secret ?? "", rawBody + v)) ? VERIFIED : refused("wrong_signature");
    };
  };

  test("finds startsWith in place of the constant-time comparison", () => {
    const found = planted((given, expected) => expected.startsWith(given));
    expect(found(authentic).ok).toBe(true);
    expect(acceptedForgeries(found, forgeries)).toContain("first half of the digest");
    expect(acceptedMutations(found, authentic).length).toBeGreaterThan(0);
  });

  test("finds an empty key that is accepted", () => {
    const found = planted((given, expected) => given === expected, true);
    expect(acceptedForgeries(found, forgeries)).toEqual(
      expect.arrayContaining(["no secret stored", "empty secret stored", "blank secret stored"]),
    );
  });

  test("finds a promise taken for an answer", () => {
    const unawaited: Verifier = ({ rawBody, headers, secret }) => {
      const answer: unknown = sdkVerify(rawBody, secret ?? "", headers["x-retell-signature"] ?? "");
      return answer ? VERIFIED : refused("wrong_signature");
    };
    expect(acceptedForgeries(unawaited, forgeries).length).toBe(forgeries.length);
  });
});

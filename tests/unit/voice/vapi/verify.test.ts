import { describe, expect, test } from "vitest";
import { refused, VERIFIED } from "@/lib/voice/verification";
import { type VapiAuthPlan, vapiAuthHeaders } from "@/scripts/stack/sandbox/vapi/sign";
import { acceptedForgeries, acceptedMutations, type Forgery, hmac, type Verifier } from "@/tests/support/forgeries";
import { attempt, BODY, NOW, SECRET, verifier } from "@/tests/support/vapi-attempts";

const DIGEST = "46bb603701cd4d889a2f266afb944dd3d101cc4da023df1fb4aca30eabdaa0e6";
const SECONDS = String(NOW / 1000);
const SECRET64 = Buffer.from("0123456789abcdef0123456789abcdef").toString("base64");

const sign = (signature: string, timestamp: string = SECONDS) =>
  attempt({ "x-signature": signature, "x-timestamp": timestamp });
const signedAt = (timestamp: string | number, key: string | Buffer = SECRET) =>
  sign(hmac(key, `${timestamp}.${BODY}`), String(timestamp));
const authentic = sign(DIGEST);

const hmacForgeries: Forgery[] = [
  { name: "no headers", attempt: attempt({}) },
  { name: "no signature", attempt: attempt({ "x-timestamp": SECONDS }) },
  { name: "no timestamp", attempt: attempt({ "x-signature": DIGEST }) },
  { name: "empty signature", attempt: sign("") },
  { name: "empty timestamp", attempt: sign(DIGEST, "") },
  { name: "first half of the signature", attempt: sign(DIGEST.slice(0, 32)) },
  { name: "first digit of the signature", attempt: sign(DIGEST.slice(0, 1)) },
  { name: "signature with more behind it", attempt: sign(`${DIGEST}00`) },
  { name: "signature in capitals", attempt: sign(DIGEST.toUpperCase()) },
  { name: "signature of zeros", attempt: sign("0".repeat(64)) },
  { name: "signature in base64", attempt: sign(hmac(SECRET, `${SECONDS}.${BODY}`, "sha256", "base64")) },
  { name: "signature with a prefix nobody configured", attempt: sign(`sha256=${DIGEST}`) },
  { name: "signature twice", attempt: sign(`${DIGEST}, ${DIGEST}`) },
  { name: "timestamp one second on", attempt: sign(DIGEST, String(NOW / 1000 + 1)) },
  { name: "timestamp in milliseconds under the signature of seconds", attempt: sign(DIGEST, String(NOW)) },
  { name: "timestamp with a fraction", attempt: signedAt("1764000000.0") },
  { name: "timestamp with leading zero", attempt: signedAt("01764000000") },
  { name: "timestamp in scientific notation", attempt: signedAt("1764e6") },
  { name: "negative timestamp", attempt: signedAt("-1764000000") },
  { name: "timestamp beyond exact numbers", attempt: signedAt("99999999999999999999") },
  { name: "words as timestamp", attempt: signedAt("now") },
  { name: "301 seconds old", attempt: signedAt(NOW / 1000 - 301) },
  { name: "300,001 ms old", attempt: signedAt(NOW - 300_001) },
  { name: "301 seconds ahead", attempt: signedAt(NOW / 1000 + 301) },
  { name: "replayed a day later", attempt: { ...authentic, nowMs: NOW + 86_400_000 } },
  { name: "body changed", attempt: { ...authentic, rawBody: BODY.replace("ended", "queued") } },
  {
    name: "body written again with spaces",
    attempt: { ...authentic, rawBody: JSON.stringify(JSON.parse(BODY), null, 1) },
  },
  { name: "empty body", attempt: { ...authentic, rawBody: "" } },
  { name: "body signed alone", attempt: sign(hmac(SECRET, BODY)) },
  { name: "no dot between timestamp and body", attempt: sign(hmac(SECRET, SECONDS + BODY)) },
  { name: "signed with another secret", attempt: signedAt(SECONDS, `${SECRET}x`) },
  { name: "signed with an empty secret", attempt: signedAt(SECONDS, "") },
  { name: "signed under SHA-1", attempt: sign(hmac(SECRET, `${SECONDS}.${BODY}`, "sha1")) },
  { name: "signed under SHA-512", attempt: sign(hmac(SECRET, `${SECONDS}.${BODY}`, "sha512")) },
  { name: "the secret itself as signature", attempt: sign(SECRET) },
  { name: "the secret as bearer token", attempt: attempt({ authorization: `Bearer ${SECRET}` }) },
  { name: "the secret in x-vapi-secret", attempt: attempt({ "x-vapi-secret": SECRET }) },
  { name: "no secret stored", attempt: { ...signedAt(SECONDS, ""), secret: null } },
  { name: "empty secret stored", attempt: { ...signedAt(SECONDS, ""), secret: "" } },
  { name: "blank secret stored", attempt: { ...signedAt(SECONDS, " ".repeat(9)), secret: " ".repeat(9) } },
  { name: "seven letters stored as secret", attempt: { ...signedAt(SECONDS, "1234567"), secret: "1234567" } },
  { name: "secret padded with NUL", attempt: { ...authentic, secret: `${SECRET}\0` } },
];

describe("a Vapi HMAC (S5)", () => {
  test("is accepted for the vectors in seconds, in milliseconds and without timestamp", () => {
    expect(verifier("hmac")(authentic)).toEqual({ ok: true });
    const inMs = sign("ef5160f8bc908ec6939af924e1c93c3414536b5b65c5780044bb8814d541dde9", String(NOW));
    expect(verifier("hmac")(inMs)).toEqual({ ok: true });
    const bodyOnly = attempt({ "x-signature": "fd73a630e64670d580cf1dbd7b298bd33edb6782b30244ce1ca40a243c94ce5f" });
    expect(verifier("hmac", { include_timestamp: false })(bodyOnly)).toEqual({ ok: true });
  });

  test("is accepted under every plan a Vapi credential can hold", () => {
    const plans: [VapiAuthPlan, Record<string, unknown>][] = [];
    for (const algorithm of ["sha1", "sha256", "sha512"] as const) {
      for (const encoding of ["hex", "base64"] as const) {
        for (const base64 of [false, true]) {
          plans.push([
            {
              type: "hmac",
              secretKey: SECRET64,
              algorithm,
              signatureEncoding: encoding,
              secretIsBase64: base64,
              signatureHeader: "webhook-signature",
              timestampHeader: "webhook-timestamp",
              messageIdHeader: "webhook-id",
              signaturePrefix: "v1,",
              payloadFormat: "{svix-id}.{timestamp}.{method}.{body}",
            },
            {
              algorithm,
              encoding,
              secret_is_base64: base64,
              signature_header: "Webhook-Signature",
              timestamp_header: "Webhook-Timestamp",
              message_id_header: "Webhook-Id",
              prefix: "v1,",
              payload_format: "{svix-id}.{timestamp}.{method}.{body}",
            },
          ]);
        }
      }
    }
    const verdicts = plans.map(([plan, config]) =>
      verifier(
        "hmac",
        config,
      )(attempt(vapiAuthHeaders(BODY, plan, { now: NOW, message_id: "msg_1" }), { secret: SECRET64 })),
    );
    expect(verdicts).toEqual(plans.map(() => ({ ok: true })));
  });

  test("under a plan that would leave the body or the time unsigned is never accepted", () => {
    const broken = [
      { payload_format: "{timestamp}" },
      { payload_format: "{body}" },
      { include_timestamp: false, payload_format: "{timestamp}.{body}" },
      { payload_format: "{url}.{timestamp}.{body}" },
      { payload_format: "{svix-id}.{timestamp}.{body}" },
      { algorithm: "md5" },
    ];
    const signatures = [hmac(SECRET, SECONDS), hmac(SECRET, BODY), DIGEST, hmac(SECRET, `.${SECONDS}.${BODY}`)];
    const accepted = broken.filter((config) => signatures.some((value) => verifier("hmac", config)(sign(value)).ok));
    expect(accepted).toEqual([]);
  });

  test("with a message id that could move the border between the signed parts is refused", () => {
    const config = { message_id_header: "webhook-id", payload_format: "{svix-id}.{timestamp}.{body}" };
    const moved = attempt({
      "webhook-id": `msg_1.${SECONDS}`,
      "x-timestamp": SECONDS,
      "x-signature": hmac(SECRET, `msg_1.${SECONDS}.${SECONDS}.${BODY}`),
    });
    expect(verifier("hmac", config)(moved)).toEqual({ ok: false, reason: "malformed_signature" });
  });

  test(`is refused in all ${hmacForgeries.length} named forgeries`, () => {
    expect(hmacForgeries.length).toBeGreaterThanOrEqual(25);
    expect(acceptedForgeries(verifier("hmac"), hmacForgeries)).toEqual([]);
  });

  test("is refused after each of 10,000 random changes", () => {
    expect(acceptedMutations(verifier("hmac"), authentic)).toEqual([]);
  });
});

describe("the checker of Vapi forgeries (negative controls)", () => {
  const planted = (compare: (given: string, expected: string) => boolean, skipSecretCheck = false): Verifier => {
    return ({ rawBody, headers, secret, nowMs }) => {
      if (!skipSecretCheck && (secret ?? "").trim().length < 8) return refused("no_secret");
      const timestamp = headers["x-timestamp"] ?? "";
      const given = headers["x-signature"];
      if (given === undefined || !/^\d{9,}$/.test(timestamp)) return refused("malformed_signature");
      const at = Number(timestamp) > 1e11 ? Number(timestamp) : Number(timestamp) * 1000;
      if (Math.abs(nowMs - at) > 300_000) return refused("expired");
      return compare(given, hmac(secret ?? "", `${timestamp}.${rawBody}`)) ? VERIFIED : refused("wrong_signature");
    };
  };

  test("finds startsWith in place of the constant-time comparison", () => {
    const faulty = planted((given, expected) => expected.startsWith(given));
    expect(faulty(authentic).ok).toBe(true);
    expect(acceptedForgeries(faulty, hmacForgeries)).toEqual(
      expect.arrayContaining(["empty signature", "first half of the signature"]),
    );
    expect(acceptedMutations(faulty, authentic).length).toBeGreaterThan(0);
  });

  test("finds an empty key that is accepted", () => {
    const faulty = planted((given, expected) => given === expected, true);
    expect(acceptedForgeries(faulty, hmacForgeries)).toEqual(
      expect.arrayContaining(["no secret stored", "empty secret stored"]),
    );
  });
});

import { expect, test } from "vitest";
import { signAsRetell } from "@/lib/voice/retell/sign";
import { verifyRetell } from "@/lib/voice/retell/verify";
import { signAsVapi } from "@/lib/voice/vapi/sign";
import { type VapiAuthScheme, verifyVapi } from "@/lib/voice/vapi/verify";

const SECRET = Buffer.from("0123456789abcdef0123456789abcdef").toString("base64");
const BODY = '{"message":{"type":"hang"}}';
const NOW = 1764000000000;

test("what we sign as Retell, we believe, and nobody else's secret does", () => {
  const header = signAsRetell(BODY, SECRET, NOW);
  expect(verifyRetell({ rawBody: BODY, header, secret: SECRET, nowMs: NOW })).toEqual({ ok: true });
  expect(verifyRetell({ rawBody: BODY, header, secret: `${SECRET}x`, nowMs: NOW }).ok).toBe(false);
});

const proofs: [VapiAuthScheme, object][] = [
  ["bearer", {}],
  ["bearer", { header_name: "x-token", bearer_prefix: false }],
  ["shared_secret", {}],
  ["hmac", {}],
  ["hmac", { include_timestamp: false }],
  ["hmac", { algorithm: "sha512", encoding: "base64", prefix: "v1=", secret_is_base64: true }],
  ["hmac", { payload_format: "{svix-id}.{timestamp}.{method}.{body}", message_id_header: "webhook-id" }],
];

test.each(proofs)("what we prove to Vapi's %s plan %j, we believe, and nobody else's secret does", (scheme, config) => {
  const proof = { rawBody: BODY, scheme, config, nowMs: NOW };
  const verdict = (secret: string) =>
    verifyVapi({ ...proof, secret: SECRET, headers: new Headers(signAsVapi({ ...proof, secret })) });
  expect(verdict(SECRET)).toEqual({ ok: true });
  expect(verdict(`another${SECRET}`).ok).toBe(false);
});

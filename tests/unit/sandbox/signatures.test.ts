import { verify } from "retell-sdk/lib/webhook_auth";
import { describe, expect, test } from "vitest";
import { signRetell } from "@/scripts/stack/sandbox/retell/sign";
import { vapiAuthHeaders } from "@/scripts/stack/sandbox/vapi/sign";

const KEY = "key_test_0123456789abcdef0123456789ab";
const ENDED = '{"event":"call_ended","call":{"call_id":"call_a1b2c3","agent_id":"agent_9f8e7d","call_status":"ended"}}';

describe("Retell signatures", () => {
  test("equal the known vectors, also for text beyond ASCII", () => {
    expect(signRetell(ENDED, KEY, 1764000000000)).toBe(
      "v=1764000000000,d=097809bf240ff7e7a36d2585c3246ab20762fcc40daba9fb0d8abd139cb08b55",
    );
    const body = '{"event":"call_analyzed","call":{"transcript":"Agent: Café 👍"}}';
    expect(signRetell(body, KEY, 1764000000000)).toBe(
      "v=1764000000000,d=bbfb3f6b18d5b1480e47e296588ed78223fa2e361e7684b084c0ad4c15ef8349",
    );
  });

  test("are accepted by Retell's own SDK", async () => {
    expect(await verify(ENDED, KEY, signRetell(ENDED, KEY))).toBe(true);
  });

  test("are refused by Retell's own SDK after any change of body, key, time or digest", async () => {
    const signature = signRetell(ENDED, KEY);
    expect(await verify(`${ENDED} `, KEY, signature)).toBe(false);
    expect(await verify(ENDED, `${KEY}x`, signature)).toBe(false);
    expect(await verify(ENDED, KEY, signature.replace(/v=\d+/, `v=${Date.now() + 1000}`))).toBe(false);
    expect(
      await verify(
        ENDED,
        KEY,
        signature.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      ),
    ).toBe(false);
    expect(await verify(ENDED, KEY, signRetell(ENDED, KEY, Date.now() - 300_001))).toBe(false);
  });
});

const BODY =
  '{"message":{"type":"status-update","status":"ended","call":{"id":"3f0c2a1e-8d4b-4f6a-9b1c-0a1b2c3d4e5f"}}}';
const SECRET = "vapi_hmac_secret_0123456789";
const NOW = 1764000000000;

describe("Vapi credentials", () => {
  test("HMAC in seconds and in milliseconds equals the known vectors", () => {
    expect(vapiAuthHeaders(BODY, { type: "hmac", secretKey: SECRET }, { now: NOW })).toEqual({
      "x-timestamp": "1764000000",
      "x-signature": "46bb603701cd4d889a2f266afb944dd3d101cc4da023df1fb4aca30eabdaa0e6",
    });
    expect(vapiAuthHeaders(BODY, { type: "hmac", secretKey: SECRET, timestampUnit: "ms" }, { now: NOW })).toEqual({
      "x-timestamp": "1764000000000",
      "x-signature": "ef5160f8bc908ec6939af924e1c93c3414536b5b65c5780044bb8814d541dde9",
    });
  });

  test("HMAC without a timestamp signs the body alone and sends no timestamp", () => {
    const headers = vapiAuthHeaders(BODY, { type: "hmac", secretKey: SECRET, includeTimestamp: false }, { now: NOW });
    expect(headers).toEqual({ "x-signature": "fd73a630e64670d580cf1dbd7b298bd33edb6782b30244ce1ca40a243c94ce5f" });
  });

  test("HMAC in the shape of Standard Webhooks is accepted by the standard's own library", async () => {
    const { Webhook } = await import("standardwebhooks");
    const secret = Buffer.from("0123456789abcdef0123456789abcdef").toString("base64");
    const now = Date.now();
    const headers = vapiAuthHeaders(
      BODY,
      {
        type: "hmac",
        secretKey: secret,
        secretIsBase64: true,
        signatureEncoding: "base64",
        signaturePrefix: "v1,",
        signatureHeader: "webhook-signature",
        timestampHeader: "webhook-timestamp",
        messageIdHeader: "webhook-id",
        payloadFormat: "{svix-id}.{timestamp}.{body}",
      },
      { now, message_id: "msg_1" },
    );
    expect(new Webhook(`whsec_${secret}`).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(() => new Webhook(`whsec_${secret}`).verify(`${BODY} `, headers)).toThrow();
  });

  test("bearer tokens and the former secret travel in their headers", () => {
    expect(vapiAuthHeaders(BODY, { type: "bearer", token: "t" })).toEqual({ authorization: "Bearer t" });
    const former = { type: "bearer", token: "t", headerName: "X-Vapi-Secret", bearerPrefixEnabled: false } as const;
    expect(vapiAuthHeaders(BODY, former)).toEqual({ "x-vapi-secret": "t" });
    expect(vapiAuthHeaders(BODY, { type: "secret", token: "t" })).toEqual({ "x-vapi-secret": "t" });
  });
});

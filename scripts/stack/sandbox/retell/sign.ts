import { createHmac } from "node:crypto";

/**
 * Value of the header `x-retell-signature`: `v=<unix ms>,d=<hex>` where `d` is HMAC-SHA256 over the raw body followed by
 * the timestamp, keyed by the workspace's API key. Source: https://docs.retellai.com/features/secure-webhook
 */
export function signRetell(rawBody: string, apiKey: string, now: number = Date.now()): string {
  return `v=${now},d=${createHmac("sha256", apiKey).update(`${rawBody}${now}`).digest("hex")}`;
}

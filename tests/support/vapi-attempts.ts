import { type VapiAuthScheme, verifyVapi } from "@/lib/voice/vapi/verify";
import type { Attempt, Verifier } from "./forgeries";

export const SECRET = "vapi_hmac_secret_0123456789";
export const BODY =
  '{"message":{"type":"status-update","status":"ended","call":{"id":"3f0c2a1e-8d4b-4f6a-9b1c-0a1b2c3d4e5f"}}}';
export const NOW = 1764000000000;

export const verifier =
  (scheme: VapiAuthScheme, config: unknown = {}): Verifier =>
  ({ rawBody, headers, secret, nowMs }) =>
    verifyVapi({ rawBody, headers: toHeaders(headers), scheme, config, secret, nowMs });

// A server never hands on a header value it could not parse.
function toHeaders(values: Record<string, string>): Headers {
  try {
    return new Headers(values);
  } catch {
    return new Headers();
  }
}

export const attempt = (headers: Record<string, string>, changes: Partial<Attempt> = {}): Attempt => ({
  rawBody: BODY,
  headers,
  secret: SECRET,
  nowMs: NOW,
  ...changes,
});

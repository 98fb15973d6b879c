import { createHmac } from "node:crypto";
import { equalInConstantTime } from "../../crypto/compare";
import { isCurrent, isUsableSecret, refused, VERIFIED, type Verification } from "../verification";
import { payloadFormatOf, VapiAuthConfig } from "./auth-config";

export type VapiAuthScheme = "bearer" | "shared_secret" | "hmac";

export type VapiRequest = {
  rawBody: string;
  headers: Headers;
  scheme: VapiAuthScheme;
  /** `agents.auth_config`, see `VapiAuthConfig` */
  config: unknown;
  secret: string | null | undefined;
  nowMs: number;
};

/**
 * Whether a Vapi server message comes from whom it claims. Vapi signs nothing by itself: what arrives is what the
 * credential chosen at `server.credentialId` says. Source: https://docs.vapi.ai/server-url/server-authentication
 */
export function verifyVapi({ rawBody, headers, scheme, config, secret, nowMs }: VapiRequest): Verification {
  if (!isUsableSecret(secret)) return refused("no_secret");
  const parsed = VapiAuthConfig.safeParse(config ?? {});
  if (!parsed.success) return refused("no_secret");
  switch (scheme) {
    case "shared_secret":
      return compareToken(headers.get("x-vapi-secret"), "", secret);
    case "bearer":
      return compareToken(headers.get(parsed.data.header_name), parsed.data.bearer_prefix ? "Bearer " : "", secret);
    case "hmac":
      return verifyHmac(rawBody, headers, parsed.data, secret, nowMs);
    default:
      return refused("no_secret");
  }
}

function compareToken(header: string | null, prefix: string, secret: string): Verification {
  if (!header) return refused("missing_signature");
  if (!header.startsWith(prefix)) return refused("malformed_signature");
  return equalInConstantTime(header.slice(prefix.length), secret) ? VERIFIED : refused("wrong_signature");
}

function verifyHmac(
  rawBody: string,
  headers: Headers,
  config: VapiAuthConfig,
  secret: string,
  nowMs: number,
): Verification {
  const key = config.secret_is_base64 ? Buffer.from(secret, "base64") : Buffer.from(secret);
  if (key.length < 8) return refused("no_secret");
  const header = headers.get(config.signature_header);
  if (!header) return refused("missing_signature");
  if (!header.startsWith(config.prefix)) return refused("malformed_signature");
  const timestamp = headers.get(config.timestamp_header) ?? "";
  const messageId = config.message_id_header ? (headers.get(config.message_id_header) ?? "") : "";
  if (config.include_timestamp) {
    if (timestamp === "") return refused("missing_signature");
    if (!/^[1-9]\d{8,14}$/.test(timestamp)) return refused("malformed_signature");
    if (!isCurrent(milliseconds(timestamp), nowMs)) return refused("expired");
  }
  const format = payloadFormatOf(config);
  // An id with a dot could move the border between the signed parts.
  if (format.includes("{svix-id}") && !/^[\w-]{1,128}$/.test(messageId)) return refused("malformed_signature");

  const values: Record<string, string> = { body: rawBody, timestamp, method: "POST", "svix-id": messageId };
  const payload = format.replace(/\{(body|timestamp|method|svix-id)\}/g, (_, name: string) => values[name] ?? "");
  const expected = createHmac(config.algorithm, key).update(payload).digest(config.encoding);
  // The encoded texts are compared: base64 has several spellings of the same bytes, and one is enough.
  return equalInConstantTime(header.slice(config.prefix.length), expected) ? VERIFIED : refused("wrong_signature");
}

// Vapi does not document the unit: more than 1e11 cannot be seconds.
function milliseconds(timestamp: string): number {
  const value = Number(timestamp);
  return value > 1e11 ? value : value * 1000;
}

import { createHmac } from "node:crypto";
import { payloadFormatOf, VapiAuthConfig } from "./auth-config";
import type { VapiAuthScheme } from "./verify";

/** Headers with which a Vapi credential proves a body, for our own test deliveries. See `./verify`. */
export function signAsVapi(proof: {
  rawBody: string;
  scheme: VapiAuthScheme;
  config: unknown;
  secret: string;
  nowMs: number;
}): Record<string, string> {
  const config = VapiAuthConfig.parse(proof.config ?? {});
  if (proof.scheme === "shared_secret") return { "x-vapi-secret": proof.secret };
  if (proof.scheme === "bearer") {
    return { [config.header_name]: `${config.bearer_prefix ? "Bearer " : ""}${proof.secret}` };
  }
  const timestamp = String(Math.floor(proof.nowMs / 1000));
  const values: Record<string, string> = { body: proof.rawBody, timestamp, method: "POST", "svix-id": "foyer-test" };
  const payload = payloadFormatOf(config).replace(
    /\{(body|timestamp|method|svix-id)\}/g,
    (_, name: string) => values[name] ?? "",
  );
  const key = config.secret_is_base64 ? Buffer.from(proof.secret, "base64") : proof.secret;
  const signature = createHmac(config.algorithm, key).update(payload).digest(config.encoding);
  return {
    [config.signature_header]: `${config.prefix}${signature}`,
    ...(config.include_timestamp && { [config.timestamp_header]: timestamp }),
    ...(config.message_id_header && { [config.message_id_header]: "foyer-test" }),
  };
}

import { createHmac } from "node:crypto";

/**
 * How a Vapi credential proves itself to the server URL. Vapi signs nothing by itself; what arrives is what the
 * credential says. Source: https://docs.vapi.ai/server-url/server-authentication
 */
export type VapiAuthPlan =
  | { type: "none" }
  | { type: "bearer"; token: string; headerName?: string; bearerPrefixEnabled?: boolean }
  /** The former inline `server.secret`: header `x-vapi-secret`. */
  | { type: "secret"; token: string }
  | ({ type: "hmac" } & VapiHmacPlan);

export type VapiHmacPlan = {
  secretKey: string;
  algorithm?: "sha256" | "sha512" | "sha1";
  signatureHeader?: string;
  timestampHeader?: string;
  signaturePrefix?: string;
  includeTimestamp?: boolean;
  /** Tokens: `{body}`, `{timestamp}`, `{method}`, `{url}`, `{svix-id}`. */
  payloadFormat?: string;
  messageIdHeader?: string;
  signatureEncoding?: "hex" | "base64";
  secretIsBase64?: boolean;
  /** Vapi does not document the unit; the sandbox can speak both. Seconds when left out. */
  timestampUnit?: "s" | "ms";
};

export type VapiRequestFacts = { now?: number; method?: string; url?: string; message_id?: string };

/** Headers that a Vapi server message carries under a plan. */
export function vapiAuthHeaders(
  rawBody: string,
  plan: VapiAuthPlan,
  request: VapiRequestFacts = {},
): Record<string, string> {
  switch (plan.type) {
    case "none":
      return {};
    case "secret":
      return { "x-vapi-secret": plan.token };
    case "bearer": {
      const prefix = plan.bearerPrefixEnabled === false ? "" : "Bearer ";
      return { [(plan.headerName ?? "Authorization").toLowerCase()]: `${prefix}${plan.token}` };
    }
    case "hmac":
      return hmacHeaders(rawBody, plan, request);
  }
}

function hmacHeaders(rawBody: string, plan: VapiHmacPlan, request: VapiRequestFacts): Record<string, string> {
  const now = request.now ?? Date.now();
  const timestamp = String(plan.timestampUnit === "ms" ? now : Math.floor(now / 1000));
  const values: Record<string, string> = {
    "{body}": rawBody,
    "{timestamp}": timestamp,
    "{method}": request.method ?? "POST",
    "{url}": request.url ?? "",
    "{svix-id}": request.message_id ?? "",
  };
  const withTimestamp = plan.includeTimestamp !== false;
  const format = plan.payloadFormat ?? (withTimestamp ? "{timestamp}.{body}" : "{body}");
  const payload = format.replace(/\{(body|timestamp|method|url|svix-id)\}/g, (token) => values[token] ?? token);
  const key = plan.secretIsBase64 ? Buffer.from(plan.secretKey, "base64") : plan.secretKey;
  const signature = createHmac(plan.algorithm ?? "sha256", key)
    .update(payload)
    .digest(plan.signatureEncoding ?? "hex");
  return {
    [plan.signatureHeader?.toLowerCase() ?? "x-signature"]: `${plan.signaturePrefix ?? ""}${signature}`,
    ...(withTimestamp && { [plan.timestampHeader?.toLowerCase() ?? "x-timestamp"]: timestamp }),
    ...(plan.messageIdHeader && { [plan.messageIdHeader.toLowerCase()]: request.message_id ?? "" }),
  };
}

import { z } from "zod";

const headerName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,60}$/, { error: "is not a header name" });

/**
 * How a Vapi credential proves a delivery, field by field as in Vapi's dashboard ("Custom Credential"). Defaults are
 * Vapi's. Source: `HmacAuthenticationPlan` and `CreateWebhookCredentialDto` of @vapi-ai/server-sdk.
 */
export const VapiAuthConfig = z
  .object({
    /** bearer: the header that carries the token, and whether `Bearer ` stands before it. */
    header_name: headerName.default("authorization"),
    bearer_prefix: z.boolean().default(true),
    /** hmac: all below. */
    signature_header: headerName.default("x-signature"),
    timestamp_header: headerName.default("x-timestamp"),
    message_id_header: headerName.optional(),
    algorithm: z.enum(["sha256", "sha512", "sha1"]).default("sha256"),
    encoding: z.enum(["hex", "base64"]).default("hex"),
    prefix: z.string().max(40).default(""),
    include_timestamp: z.boolean().default(true),
    /** What is signed. Tokens: {body}, {timestamp}, {method}, {svix-id}. Default: `{timestamp}.{body}`, without a timestamp `{body}`. */
    payload_format: z.string().max(200).optional(),
    secret_is_base64: z.boolean().default(false),
  })
  .superRefine((config, check) => {
    const format = payloadFormatOf(config);
    const fail = (message: string) => check.addIssue({ code: "custom", path: ["payload_format"], message });
    // What is not signed can be swapped: the body always, the time stamp whenever it is believed.
    if (!format.includes("{body}")) fail("must contain {body}");
    if (config.include_timestamp !== format.includes("{timestamp}")) {
      fail(config.include_timestamp ? "must contain {timestamp}" : "names a {timestamp} that is not sent");
    }
    if (format.includes("{url}"))
      fail("may not contain {url}: behind a proxy both sides spell the address differently");
    if (format.includes("{svix-id}") && !config.message_id_header) fail("needs the name of the message id header");
  });

export type VapiAuthConfig = z.infer<typeof VapiAuthConfig>;

/** What is signed under a configuration. */
export function payloadFormatOf(config: { payload_format?: string; include_timestamp: boolean }): string {
  return config.payload_format ?? (config.include_timestamp ? "{timestamp}.{body}" : "{body}");
}

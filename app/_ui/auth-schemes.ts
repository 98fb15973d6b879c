/** How deliveries prove themselves, in words. */
export const AUTH_SCHEMES = {
  retell_signature: "Retell signature (HMAC-SHA256 over body and time)",
  bearer: "Bearer token",
  shared_secret: "Shared secret in x-vapi-secret",
  hmac: "HMAC signature",
} as const;

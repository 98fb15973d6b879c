/** What a secret looks like. Each pattern takes the whole secret and is linear in the length of a line. */
export const SECRET_SHAPES: readonly { name: string; pattern: RegExp }[] = [
  { name: "private key", pattern: /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g },
  { name: "JSON Web Token (service-role keys are such)", pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/g },
  { name: "Supabase secret key", pattern: /\bsb_secret_[\w-]{16,}/g },
  { name: "Supabase access token", pattern: /\bsbp_(?:oauth_)?[0-9a-f]{40}\b/g },
  { name: "API key of our own", pattern: /\bfoyer_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}\b/g },
  { name: "webhook secret", pattern: /\bwhsec_[\w+/-]{20,}={0,2}/g },
  { name: "Resend key", pattern: /\bre_[A-Za-z0-9]{6,}_[A-Za-z0-9]{16,}\b/g },
  { name: "Retell key", pattern: /\bkey_[0-9a-f]{16,}\b/g },
  { name: "Twilio account or key", pattern: /\b(?:AC|SK)[0-9a-f]{32}\b/g },
  { name: "Stripe key", pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}\b/g },
  { name: "OpenAI key", pattern: /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{20,}/g },
  { name: "Anthropic key", pattern: /\bsk-ant-[\w-]{20,}/g },
  { name: "AWS key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g },
  {
    name: "AWS secret",
    pattern: /(?<=aws.{0,20}(?:secret|key).{0,20}["'=:\s])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
  },
  { name: "Google key", pattern: /\bAIza[\w-]{35}/g },
  { name: "Google OAuth secret", pattern: /\bGOCSPX-[\w-]{28}/g },
  { name: "Azure key", pattern: /\bAccountKey=[A-Za-z0-9+/]{60,}={0,2}/g },
  { name: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})/g },
  { name: "GitLab token", pattern: /\bglpat-[\w-]{20,}/g },
  { name: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: "Slack token or hook", pattern: /\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/g },
  { name: "SendGrid key", pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}/g },
  { name: "Sentry token", pattern: /\b(?:sntrys_eyJ|sntryu_)[\w+/=-]{20,}/g },
  { name: "Vercel token", pattern: /\bvc[prkia]_[A-Za-z0-9]{20,}\b/g },
  { name: "Upstash token", pattern: /(?<=REST_TOKEN["']?\s{0,3}[=:]\s{0,3}["']?)A[A-Za-z0-9]{30,}={0,2}/g },
  {
    name: "password in an address",
    // Hosts of reserved names (RFC 2606) are nobody's.
    pattern:
      /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|rediss?|amqps?|https?):\/\/[^\s:@/"'`<>${}]+:[^\s:@/"'`<>${}]{4,}@(?!(?:[\w-]+\.){0,4}(?:example\b|localhost\b|invalid\b|test\b))/g,
  },
  {
    name: "value of one of our own secrets",
    pattern:
      /(?<=\b(?:FIELD_ENCRYPTION_KEYS|LOOKUP_KEY|CRON_SECRET|MONITOR_KEY|VAPI_PRIVATE_KEY)["']?\s{0,3}[=:]\s{0,3}["']?)[A-Za-z0-9+/:_-]{20,}={0,2}/g,
  },
];

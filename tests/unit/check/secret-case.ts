import { secrets } from "../../../scripts/check/supply/secrets";
import type { RuleCase } from "./rule-case";

/** Put together here, so that the tree itself holds no whole one. */
const shape = (...parts: string[]) => ({ "lib/x.ts": `const key = "${parts.join("")}";` });
const mixed = "Zk3vQ9xT1bLr7WmN5cYp2HsJ8dGf4AqR6uE0iOtB";
const hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c";

/** What must not leave: secrets of every shape, planted. */
export const secretCase: RuleCase = [
  secrets,
  {
    obeys: [
      { "lib/x.ts": 'const key = env().RESEND_API_KEY; // re_…\nconst id = "key_visibility_of_a_call";' },
      {
        "tests/x.ts": 'const KEY = "key_0123456789abcdef0123456789"; const SID = "AC00000000000000000000000000000000";',
      },
      { ".env.example": "CRON_SECRET=\nDATABASE_URL=postgresql://postgres:password@db.example.com:5432/postgres\n" },
      { "docs/x.md": "`postgresql://…:5432/postgres` and `v1,whsec_<base64>`" },
      { "docs/images/x.png": `AKIA${"ABCDEFGHIJKLMNOP"}` },
    ],
    breaks: {
      "a Supabase secret key": shape("sb_sec", "ret_", mixed.slice(0, 22)),
      "a service-role token": shape("eyJhbGciOiJIUzI1NiJ9.", "eyJyb2xlIjoic2VydmljZV9yb2xlIn0.", mixed),
      "a Supabase access token": shape("sbp", "_", hex.slice(0, 40)),
      "a webhook secret": shape("v1,whs", "ec_", mixed),
      "an API key of our own": shape("foyer", "_live_", `${mixed.slice(0, 8)}_${`${mixed}${mixed}`.slice(0, 38)}`),
      "a Resend key": shape("re", "_Zk3vQ9xT_", mixed.slice(0, 24)),
      "a Retell key": shape("ke", "y_", hex.slice(0, 28)),
      "a Twilio account": shape("A", "C", hex.slice(0, 32)),
      "a Twilio key": shape("S", "K", hex.slice(0, 32)),
      "a Stripe key": shape("sk_li", "ve_", mixed.slice(0, 24)),
      "an OpenAI key": shape("sk-pr", "oj-", mixed),
      "an Anthropic key": shape("sk-a", "nt-api03-", mixed),
      "an AWS key": shape("AK", "IAQ3EGXYZ5TUVWKLMN"),
      "an AWS secret": { "x.yml": `aws_secret_access_key: ${"wJalrXUtnFEMI/K7MDENG/bPxRfiCY"}${"zzTHEKEYAZ"}` },
      "a Google key": shape("AI", "za", mixed.slice(0, 35)),
      "a Google OAuth secret": shape("GOC", "SPX-", mixed.slice(0, 28)),
      "an Azure key": shape("Account", "Key=", mixed, mixed, "=="),
      "a GitHub token": shape("gh", "p_", mixed.slice(0, 36)),
      "a fine-grained GitHub token": shape("github", "_pat_", mixed, mixed),
      "a GitLab token": shape("gl", "pat-", mixed.slice(0, 20)),
      "an npm token": shape("np", "m_", mixed.slice(0, 36)),
      "a Slack token": shape("xo", "xb-", "17653672481-", mixed.slice(0, 24)),
      "a Slack hook": shape("https://hooks.slack", ".com/services/T01AB/B02CD/", mixed.slice(0, 24)),
      "a SendGrid key": shape("S", "G.", mixed.slice(0, 22), ".", mixed),
      "a Sentry token": shape("sntr", "ys_eyJ", mixed),
      "a Vercel token": shape("vc", "p_", mixed.slice(0, 24)),
      "an Upstash token": { ".env.example": `UPSTASH_REDIS_REST_TOKEN=A${mixed}=` },
      "a password in an address": shape(
        "postgresql://postgres.abc:",
        "hunter2hunter2",
        "@pooler.supabase.com:6543/postgres",
      ),
      "a scheduler's secret": { "vercel.json": `{ "CRON_SECRET": "${mixed}" }` },
      "a private key": { "docs/x.md": `-----BEGIN ${"RSA PRIVATE"} KEY-----` },
      "an OpenSSH key": { "x.txt": `-----BEGIN OPENSSH ${"PRIVATE KEY"}-----` },
      "a file of secrets": { ".env.production": "" },
      "a file of keys": { "certs/server.pem": "" },
      "a known vector in another place": { "lib/x.ts": `v1,whsec_${"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="}` },
      "an exception that covers nothing": { "scripts/check/supply/known-vectors.ts": "" },
    },
  },
];

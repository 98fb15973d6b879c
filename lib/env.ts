import { z } from "zod";
import { looksDrawn } from "./crypto/looks-drawn";
import { hostedProblems } from "./hosted-problems";
import { Cidr } from "./http/cidr-shape";

/**
 * The only reader of `process.env`. Every variable is declared here, described in `.env.example` and set by
 * `docs/deployment.md`; a repository check compares the three. `env()` throws one readable list when a variable is
 * missing or malformed, so a server with a broken configuration never starts.
 */

const secret = (minimum: number) =>
  z
    .string()
    .min(minimum, `needs at least ${minimum} characters; make one with \`npm run keys\``)
    .refine((value) => !/^(change|replace|example|your|secret|password|test|todo)/i.test(value), {
      error: "is still a placeholder; make one with `npm run keys`",
    });

const keyRing = z
  .string()
  .regex(/^[1-9]\d{0,8}:[A-Za-z0-9+/]{43}=(,[1-9]\d{0,8}:[A-Za-z0-9+/]{43}=)*$/, {
    error: "must be a comma separated list of version:base64 of 32 bytes; make one with `npm run keys`",
    abort: true,
  })
  .superRefine((value, check) => {
    const entries = value.split(",").map((entry) => entry.split(":"));
    const versions = entries.map(([version]) => version);
    const keys = entries.map(([, key]) => key);
    const refuse = (message: string) => check.addIssue({ code: "custom", message });
    if (new Set(versions).size < versions.length) refuse("names a version twice");
    if (new Set(keys).size < keys.length) refuse("holds the same key under two versions");
    if (keys.some((key) => !looksDrawn(atob(key ?? ""))))
      refuse("holds a key that is no random one; make one with `npm run keys`");
  });

/** `203.0.113.0/24,2001:db8::/32` */
const networkList = z
  .string()
  .transform((text) => text.split(",").map((network) => network.trim()))
  .pipe(z.array(Cidr));

const Environment = z.object({
  /** `embedded` is the local stack; `preview` and `production` are hosted. */
  FOYER_ENV: z.enum(["embedded", "preview", "production"]),
  /** Origin the public reaches, without a trailing slash. Webhook URLs are built from it. */
  PUBLIC_BASE_URL: z.url().refine((url) => !url.endsWith("/"), { error: "must not end with a slash" }),
  /** Pooled connection of the login role (Supabase: transaction pooler, port 6543). */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Session connection for LISTEN and migrations (Supabase: session pooler or direct, port 5432). */
  DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Organizations are reached under `slug.` before this name, which has a wildcard record: `foyer.example`. */
  ORGANIZATION_DOMAIN: z
    .string()
    .regex(/^(([a-z0-9-]+\.)+[a-z]+|localhost)$/, { error: "must be a host name in lower case, without a scheme" })
    .optional(),
  /** What an organization's own host name points at (CNAME). */
  DOMAIN_TARGET: z.string().default("cname.vercel-dns.com"),
  /** Only for a resolver of your own, `address:port`; empty means the system's. */
  DNS_RESOLVER: z.string().optional(),
  /** With a token, verified host names are attached to the Vercel project by themselves. */
  VERCEL_API_TOKEN: z.string().min(10).optional(),
  VERCEL_PROJECT_ID: z.string().optional(),
  VERCEL_TEAM_ID: z.string().optional(),
  VERCEL_API_URL: z.url().default("https://api.vercel.com"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(50).default(8),
  SUPABASE_URL: z.url(),
  /** How the auth server calls itself in tokens (`iss`), where that is not `SUPABASE_URL`/auth/v1: a custom domain. */
  SUPABASE_JWT_ISSUER: z.url().optional(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(10),
  /** Only for what is kept outside the database: the heads of the audit logs in object storage. */
  SUPABASE_SECRET_KEY: z.string().min(10).optional(),
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(10),
  RESEND_API_KEY: z.string().regex(/^re_/, { error: "must start with re_" }),
  /** Only for a Resend-compatible server of your own; empty means api.resend.com. */
  RESEND_BASE_URL: z.url().optional(),
  EMAIL_FROM: z.string().min(5),
  /** Where the heads of the audit logs are mailed every day; a mailbox that outlives the database. */
  AUDIT_ANCHOR_EMAIL: z.email().optional(),
  /** The private bucket of Supabase Storage that keeps them, too; made with the first day's. */
  AUDIT_ANCHOR_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{2,61}$/)
    .default("audit-anchors"),
  /** Secret of Supabase's Send-Email hook, `v1,whsec_…`; several separated by `|`. */
  SEND_EMAIL_HOOK_SECRET: z.string().regex(/^v1,whsec_/, { error: "must start with v1,whsec_" }),
  /** Key-encryption keys (AES-256) that wrap the organizations' data keys: `1:base64,2:base64`; the greatest version wraps. */
  FIELD_ENCRYPTION_KEYS: keyRing,
  /** Key of the blind index that finds an agent by its shared secret. */
  LOOKUP_KEY: secret(32),
  CRON_SECRET: secret(24),
  /** What monitors show for the deep health check and the metrics. */
  MONITOR_KEY: secret(24),
  RETELL_BASE_URL: z.url().default("https://api.retellai.com"),
  VAPI_BASE_URL: z.url().default("https://api.vapi.ai"),
  /** Where vendors are asked about the organizations' credentials; their own addresses unless something stands in for them. */
  TWILIO_BASE_URL: z.url().default("https://api.twilio.com"),
  GOOGLE_TOKEN_URL: z.url().default("https://oauth2.googleapis.com/token"),
  GOOGLE_CALENDAR_BASE_URL: z.url().default("https://www.googleapis.com/calendar/v3"),
  CREATOMATE_BASE_URL: z.url().default("https://api.creatomate.com"),
  SLACK_BASE_URL: z.url().default("https://slack.com/api"),
  OPENAI_BASE_URL: z.url().default("https://api.openai.com/v1"),
  VAPI_PRIVATE_KEY: z.string().min(8).optional(),
  SENTRY_DSN: z.url({ protocol: /^https?$/ }).optional(),
  /** Share of requests and page views whose time is measured for Sentry; webhooks and the scheduler never are. */
  SENTRY_TRACES_SAMPLE_RATE: z.coerce.number().min(0).max(1).default(0),
  /** Share of errors in a browser that come with a recording (all text masked) of the minute before. */
  SENTRY_REPLAY_SAMPLE_RATE: z.coerce.number().min(0).max(1).default(0),
  /** Read by next.config.ts alone, while building: with a token the build uploads its source maps. */
  SENTRY_AUTH_TOKEN: z.string().optional(),
  SENTRY_ORG: z.string().optional(),
  SENTRY_PROJECT: z.string().optional(),
  /** Where the source maps go: Sentry's own address unless the organization lives elsewhere (EU, self-hosted). */
  SENTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Vercel's visit counter and page speed, without cookies; each person can switch them off. */
  WEB_ANALYTICS: z.enum(["on", "off"]).default("off"),
  /** Proxies of one's own before the application, each of which appends to `X-Forwarded-For`; 0 at Vercel. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  /** Networks (CIDR, separated by commas) outside of which nobody is platform staff; empty: everywhere. */
  OPERATOR_NETWORKS: networkList.default([]),
  /** Read by next.config.ts alone, while building: origins of other sites whose scripts may use the API with a key. */
  CORS_ORIGINS: z.string().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** Page of the vendor sandbox, shown as a link in the embedded demo only. */
  SANDBOX_URL: z.url().optional(),
  /** On Vercel: 1. Nothing embedded runs there. */
  VERCEL: z.string().optional(),
  VERCEL_GIT_COMMIT_SHA: z.string().optional(),
  VERCEL_REGION: z.string().optional(),
});

export type Env = z.infer<typeof Environment>;

/** Names of all variables, for the repository check that compares them with `.env.example`. */
export const environmentNames = Object.keys(Environment.shape);

const isOptional = (name: string) =>
  Object.entries(Environment.shape).some(([each, shape]) => each === name && shape.safeParse(undefined).success);

/** Validates a bag of variables; throws one Error that lists every problem. Empty strings count as missing. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present: Record<string, string> = {};
  for (const name of environmentNames) if (source[name]) present[name] = source[name];
  const result = Environment.safeParse(present);
  const malformed = new Map<string, string[]>();
  for (const { path, message } of result.error?.issues ?? []) {
    const name = path.map(String)[0] ?? "";
    const line = present[name] === undefined ? "is missing" : message;
    malformed.set(name, [...(malformed.get(name) ?? []), line]);
  }
  const problems = [...malformed].flatMap(([name, lines]) => lines.map((line) => `${name} ${line}`));
  for (const name of malformed.keys()) delete present[name];
  problems.push(...hostedProblems(present, isOptional));
  if (!result.success || problems.length > 0) {
    throw new Error(
      `The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}\nSee .env.example and docs/deployment.md.`,
    );
  }
  return result.data;
}

/** Whether this is `npm run dev`; a build knows that it is not. */
export const isDevServer = process.env.NODE_ENV === "development";

let cached: Env | undefined;

/** The validated environment of this process. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

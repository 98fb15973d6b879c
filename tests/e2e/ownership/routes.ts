import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A page or a route handler of the build, with its address as Next writes it: `/[org]/calls/[id]`. */
export type BuiltRoute = { kind: "page" | "api"; address: string };

/** Who may ask at an address that is not an organization's. */
type Audience = "anyone" | "person" | "operator" | "vendor" | "scheduler" | "monitor";

/** Every address outside organizations. One that is neither here nor below an organization fails the sweep. */
const OUTSIDE: Record<string, Audience> = {
  "/": "anyone",
  "/_not-found": "anyone",
  "/_global-error": "anyone",
  "/icon.svg": "anyone",
  "/favicon.ico": "anyone",
  "/health": "anyone",
  "/privacy": "anyone",
  "/status": "anyone",
  "/terms": "anyone",
  "/sign-in": "anyone",
  "/sign-up": "anyone",
  "/check-your-mail": "anyone",
  "/forgot-password": "anyone",
  "/reset-password": "anyone",
  "/auth/confirm": "anyone",
  "/invitations/[token]": "anyone",
  "/docs/api": "anyone",
  "/api/openapi.json": "anyone",
  "/account": "person",
  "/second-factor": "person",
  "/suspended/[org]": "person",
  "/unlock": "anyone",
  "/new-organization": "person",
  "/ops": "operator",
  "/api/auth/confirm": "anyone",
  "/api/auth/confirmations": "anyone",
  "/api/auth/hooks/send-email": "vendor",
  "/api/auth/password": "person",
  "/api/auth/password-resets": "anyone",
  "/api/auth/proofs": "person",
  "/api/auth/second-factor": "person",
  "/api/auth/second-factor/codes": "person",
  "/api/auth/second-factor/confirmations": "person",
  "/api/auth/second-factor/enrolments": "person",
  "/api/auth/second-factor/recoveries": "person",
  "/api/auth/second-factor/recovery-codes": "person",
  "/api/auth/sessions": "person",
  "/api/auth/sessions/[id]": "person",
  "/api/auth/sign-in": "anyone",
  "/api/auth/sign-out": "anyone",
  "/api/auth/sign-up": "anyone",
  "/api/auth/unlocks": "anyone",
  "/api/cache/stats": "monitor",
  "/api/cron/anchor-audit": "scheduler",
  "/api/cron/drain-jobs": "scheduler",
  "/api/cron/maintenance": "scheduler",
  "/api/cron/recheck-domains": "scheduler",
  "/api/cron/remind-of-keys": "scheduler",
  "/api/cron/reconcile": "scheduler",
  "/api/domains": "anyone",
  "/api/envelopes": "anyone",
  "/api/health": "anyone",
  "/api/logos/[id]": "anyone",
  "/api/metrics": "monitor",
  "/api/policy_reports": "anyone",
  "/api/v1/invitations/acceptances": "person",
  "/api/v1/orgs": "person",
  "/api/v1/preferences": "person",
  "/api/v1/slugs/[slug]": "person",
  "/api/vapi/webhook": "vendor",
  "/api/webhook/health": "anyone",
  "/webhooks/agent/[token]": "vendor",
};

/** Below an organization nothing needs to be listed: it must belong to the organization. */
export function audienceOf({ address }: BuiltRoute): Audience | "organization" | undefined {
  if (/^(\/api\/v1\/orgs)?\/\[org\](\/|$)/.test(address)) return "organization";
  if (/^(\/api)?\/ops(\/|$)/.test(address)) return "operator";
  return OUTSIDE[address];
}

/** Everything the build serves, from its own manifest. */
export async function builtRoutes(distDir: string): Promise<BuiltRoute[]> {
  const text = await readFile(join(distDir, "server", "app-paths-manifest.json"), "utf8");
  return Object.keys(JSON.parse(text) as Record<string, string>).map((key) => ({
    kind: key.endsWith("/page") ? "page" : "api",
    address: key.replace(/\/(page|route)$/, "").replaceAll(/\/\([^)]+\)/g, "") || "/",
  }));
}

/** What of the build its middleware stands before; it is never asked about the rest, such as the API. */
export async function guardedRoutes(distDir: string): Promise<BuiltRoute[]> {
  const text = await readFile(join(distDir, "server", "middleware-manifest.json"), "utf8");
  const { middleware } = JSON.parse(text) as { middleware: Record<string, { matchers: { regexp: string }[] }> };
  const matchers = Object.values(middleware).flatMap((each) => each.matchers.map(({ regexp }) => new RegExp(regexp)));
  const routes = await builtRoutes(distDir);
  return routes.filter(({ address }) => {
    const path = address.replaceAll(/\[[^\]]+\]+/g, "x");
    return matchers.some((matcher) => matcher.test(path));
  });
}

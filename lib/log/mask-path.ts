import { reservedSlugs } from "../orgs/slug";

/** Segments after which somebody's own word follows: an organization, a secret. */
const BEFORE_A_NAME: Record<string, string> = {
  orgs: "[org]",
  slugs: "[slug]",
  suspended: "[org]",
  invitations: "[token]",
  agent: "[token]",
  confirm: "[token]",
};

/** Words below the names above that are ours. */
const OURS = new Set(["acceptances"]);

/**
 * Every segment that is a name of ours. A test compares them with the tree of `app/`: whatever else stands in an address
 * was made or typed by somebody, be it a word like `jane`.
 */
export const ownSegments: ReadonlySet<string> = new Set(
  [
    "acceptances account actors admin_networks agent agents anchor-audit api api-keys api_keys attention audit",
    "audit-log auth billable cache calls check-your-mail codes compare confirm confirmations controls credentials",
    "cron deletion deliveries docs domains drain-jobs enrolments envelopes export failed_jobs figures filter_values",
    "forgot-password health hooks inbox invitations keys limits listeners live lock logo logos mail maintenance",
    "members membership mentions metrics names neighbours new new-organization notes ops organizations orgs overview owner",
    "owner_invitation password password-resets pause policy_reports preferences price proofs protection reconcile",
    "reconciliations recording recoveries recovery-codes related_calls recheck-domains remind-of-keys replay_preview replays",
    "reset-password restoration resumption retirement retries review revocation rotation rotations second-factor",
    "second_factor_rule seen send-email sessions settings shift sign-in sign-out sign-up slow_queries slugs stats",
    "suspended suspension test_deliveries unlock unlocks v1 vapi vendor_agents vendor_checks vendor_publications",
    "vendor_webhook verification verifications views visit waveform webhook webhooks",
  ]
    .join(" ")
    .split(" "),
);

/**
 * The path of one of our addresses without what tells organizations, people and secrets apart:
 * `/lakeside/calls/0198…` is `/[org]/calls/[id]`, `/invitations/Xy…` is `/invitations/[token]`. Query and fragment go.
 */
export function maskPath(path: string): string {
  const segments = (path.split(/[?#]/, 1)[0] ?? "").split("/").slice(1);
  const masked = segments.map((segment, index) => {
    if (segment === "" || segment.startsWith("_next")) return segment;
    if (index === 0 && !reservedSlugs.has(segment)) return "[org]";
    const name = BEFORE_A_NAME[segments[index - 1] ?? ""];
    if (name && !OURS.has(segment)) return name;
    return ownSegments.has(segment) ? segment : "[id]";
  });
  return `/${masked.join("/")}`;
}

/** The same for a whole address: ours keep their origin, others are cut to it. */
export function maskUrl(address: string, ownOrigin: string): string {
  if (address.startsWith("/")) return maskPath(address);
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return "[address]";
  const url = new URL(address);
  if (url.origin !== ownOrigin) return url.origin;
  return url.origin + (url.pathname.startsWith("/_next/") ? url.pathname : maskPath(url.pathname));
}

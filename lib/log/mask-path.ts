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

/** A segment as we name our own: `reset-password`, `slow_queries`, `v1`. */
const WORD = /^(v\d|[a-z][a-z_-]{0,30})$/;

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
    return WORD.test(segment) ? segment : "[id]";
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

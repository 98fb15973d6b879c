import { reservedSlugs } from "../orgs/slug";

/** Pages of an organization that its own host name offers without its slug. */
const PLACES = new Set(["", "overview", "calls", "live", "inbox", "agents", "settings"]);

/**
 * Where a page asked for under an organization's own host name is to be found instead; null to stay. The organization's
 * pages stay, with its slug put before them; so do those that belong to nobody, such as signing in. Other organizations and
 * the operator's console are at our own address.
 * @param ourAddress origin of Foyer itself
 */
export function leadInto(
  slug: string,
  { pathname, search }: { pathname: string; search: string },
  ourAddress: string,
): string | null {
  const first = pathname.split("/")[1] ?? "";
  if (first === slug) return null;
  if (PLACES.has(first)) return `/${slug}${pathname === "/" ? "/overview" : pathname}${search}`;
  const isNobodys = reservedSlugs.has(first) && first !== "ops";
  return isNobodys ? null : new URL(pathname + search, ourAddress).href;
}

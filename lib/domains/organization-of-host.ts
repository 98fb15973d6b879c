import { env } from "../env";

const FRESH_MS = 60_000;
const TIMEOUT_MS = 2_000;
const MOST = 1_000;

const known = new Map<string, { slug: string | null; until: number }>();

/**
 * The organization a host name leads to: `clinic.<ORGANIZATION_DOMAIN>` by its first label, a name of an organization's own
 * by what was verified, remembered for a minute. Null for our own address and for names nobody has proven. Runs at the
 * edge, where there is no database: it asks `/api/domains`.
 * @param host of the request, with or without port
 */
export async function organizationOfHost(host: string | null): Promise<string | null> {
  const { PUBLIC_BASE_URL, ORGANIZATION_DOMAIN } = env();
  const name = host?.toLowerCase().replace(/:\d+$/, "") ?? "";
  if (!name.includes(".") || name === new URL(PUBLIC_BASE_URL).hostname || /^[\d.]+$|:/.test(name)) return null;
  if (ORGANIZATION_DOMAIN && name.endsWith(`.${ORGANIZATION_DOMAIN}`)) {
    const label = name.slice(0, -ORGANIZATION_DOMAIN.length - 1);
    return label.includes(".") ? null : label;
  }
  const before = known.get(name);
  if (before && before.until > Date.now()) return before.slug;
  const slug = await ask(name);
  // Nothing learned: what was known a minute ago is the best guess.
  if (slug === undefined) return before?.slug ?? null;
  if (known.size >= MOST) known.clear();
  known.set(name, { slug, until: Date.now() + FRESH_MS });
  return slug;
}

async function ask(name: string): Promise<string | null | undefined> {
  const address = new URL("/api/domains", env().PUBLIC_BASE_URL);
  address.searchParams.set("hostname", name);
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS), cache: "no-store" });
    if (answer.status === 404 || answer.status === 422) return null;
    if (!answer.ok) return undefined;
    const { slug } = (await answer.json()) as { slug?: unknown };
    return typeof slug === "string" ? slug : undefined;
  } catch {
    return undefined;
  }
}

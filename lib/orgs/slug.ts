/** First path segments that are ours, so no organization may be called so. A test compares them with the tree of `app/`. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  [
    "about account accounts admin analytics api app apps assets auth billing blog brand calendar cdn chat check-your-mail",
    "confirm contact cookies dashboard demo dev developers docs download email embed error events favicon files",
    "forgot-password foyer health help home icon icons images img internal invitations invite join legal live login logout",
    "mail manifest me media metrics new new-organization null oauth onboarding operator operators ops org organization",
    "organizations orgs pricing privacy profile public reset-password robots root sandbox search second-factor security",
    "session sessions settings sign-in sign-out sign-up sitemap static status support suspended system team terms test track",
    "undefined unlock user users v1 v2 vendor vendors webhook webhooks well-known widget www",
  ]
    .join(" ")
    .split(" "),
);

const LONGEST = 48;

/** A slug made of a name: `Dr. Müller & Söhne` becomes `dr-muller-sohne`. Empty when nothing usable is left. */
export function suggestSlug(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
  if (slug.length < 2) return "";
  return reservedSlugs.has(slug) ? `${slug}-team` : slug;
}

/** The same slug with a number, still short enough: `riverside` becomes `riverside-2`. */
export function numberedSlug(slug: string, number: number): string {
  const tail = `-${number}`;
  return `${slug.slice(0, LONGEST - tail.length).replace(/-+$/, "")}${tail}`;
}

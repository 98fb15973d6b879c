/** Cookie with the slug of the organization a browser looked at last. A hint: membership is asked anew every time. */
export const LAST_ORGANIZATION = "foyer-organization";

/** The one of a person's organizations to open: the last one looked at, else the first. */
export function lastOrganization<T extends { slug: string }>(
  organizations: readonly T[],
  hint: string | undefined,
): T | undefined {
  return organizations.find(({ slug }) => slug === hint) ?? organizations[0];
}

import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import { AppError } from "../errors";

/** The slug of the organization that a verified host name leads to. Throws `not_found`. */
export async function findOrganization(hostname: string): Promise<{ slug: string }> {
  const slug = await slugOfDomain(hostname);
  if (!slug) throw new AppError("not_found", "This name leads to no organization.");
  return { slug };
}

/** The same, or null where a name leads nowhere. */
export async function slugOfDomain(hostname: string): Promise<string | null> {
  const { rows } = await withoutTenant((tx) =>
    sql<{ slug: string | null }>`select private.organization_of_domain(${hostname}) as slug`.execute(tx),
  );
  return rows[0]?.slug ?? null;
}

import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import { AppError } from "../errors";

/** The slug of the organization that a verified host name leads to. Throws `not_found`. */
export async function findOrganization(hostname: string): Promise<{ slug: string }> {
  const { rows } = await withoutTenant((tx) =>
    sql<{ slug: string | null }>`select private.organization_of_domain(${hostname}) as slug`.execute(tx),
  );
  const slug = rows[0]?.slug;
  if (!slug) throw new AppError("not_found", "This name leads to no organization.");
  return { slug };
}

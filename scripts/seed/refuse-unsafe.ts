import type postgres from "postgres";
import { DEMO_BUSINESSES } from "./demo-organizations";

const LOCAL = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Throws unless the database is on this machine: the demo's password is published. No option changes that. */
export function refuseForeignDatabase(url: string | undefined): string {
  if (!url)
    throw new Error("Set DATABASE_DIRECT_URL to the database of the embedded stack; `npm start` seeds by itself.");
  const { hostname } = new URL(url);
  if (!LOCAL.has(hostname)) throw new Error(`The demo is made on this machine only, not on "${hostname}".`);
  return url;
}

/** Throws when there are organizations already; with `force` the demo's own are removed first and others stay. */
export async function makeRoom(sql: postgres.Sql, force: boolean): Promise<void> {
  const [existing] = await sql<{ organizations: number }[]>`
    select count(*)::integer as organizations from public.organizations`;
  if (!existing || existing.organizations === 0) return;
  if (!force)
    throw new Error(
      `The database holds ${existing.organizations} organizations already. --force makes the demo's anew.`,
    );
  const slugs = DEMO_BUSINESSES.map(({ slug }) => `^${slug}(-\\d+)?$`).join("|");
  await sql.begin(async (tx) => {
    // Cascades walk through tables in an order that can't know our triggers: calls first, so that totals follow.
    await tx`delete from public.calls where org_id in (select id from public.organizations where slug ~ ${slugs})`;
    await tx`delete from public.organizations where slug ~ ${slugs}`;
  });
}

import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";
import { type DeadLetter, listDeadLetters } from "../jobs/dead-letters";

/** A job that failed for good, with the organization it belongs to. */
export type FailedJob = DeadLetter & { org_slug: string | null; org_name: string | null };

/** The newest jobs that failed for good. */
export async function listFailedJobs(limit = 50): Promise<FailedJob[]> {
  const letters = await listDeadLetters(limit);
  const ids = [...new Set(letters.flatMap(({ org_id }) => (org_id ? [org_id] : [])))];
  const organizations = await withOperatorRole((tx) =>
    sql<{ id: string; slug: string; name: string }>`
      select id, slug, name from public.organizations where id::text = any(${ids})`.execute(tx),
  );
  const byId = new Map(organizations.rows.map((row) => [row.id, row]));
  return letters.map((letter) => {
    const org = byId.get(letter.org_id ?? "");
    return { ...letter, org_slug: org?.slug ?? null, org_name: org?.name ?? null };
  });
}

import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { withOperatorRole } from "@/lib/db/tenant";
import { notMoved } from "@/lib/keys/not-moved";
import type { KeyRotation } from "@/lib/keys/schemas";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";

const RUNS = 20_000;

test("whom a rotation has not moved is found without reading what other jobs have written down", async () => {
  const { id } = await makeOrganization();
  await database()`
    insert into public.job_runs (org_id, name, state) select ${id}, 'reconcile-agent', 'completed' from generate_series(1, ${RUNS})`;
  await database()`analyze public.job_runs`;
  const rotation = { id: randomUUID(), started_at: new Date().toISOString() } as KeyRotation;
  const read = await withOperatorRole(async (tx) => {
    await notMoved(tx, rotation);
    const { rows } = await sql<{ rows: number }>`
      select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_all_tables
      where relid = 'public.job_runs'::regclass`.execute(tx);
    return rows[0]?.rows ?? 0;
  });
  expect(read).toBeLessThanOrEqual(RUNS / 4);
});

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

test("whom a rotation has moved is told by its own part in it, or by a rotation of theirs since; not by one before, nor by one that failed", async () => {
  const { id } = await makeOrganization();
  // Long ago, when there was no other organization: other tests rotate and delete theirs meanwhile.
  const started = new Date("2000-01-02T00:00:00Z");
  await database()`update public.organizations set created_at = '2000-01-01T00:00:00Z' where id = ${id}`;
  const rotation = { id: randomUUID(), started_at: started.toISOString() } as KeyRotation;
  const live = async () => (await withOperatorRole((tx) => notMoved(tx, rotation))).live;
  const run = (rotation_id: string | null, state: string, seconds: number) =>
    database()`
      insert into public.job_runs (org_id, name, state, rotation_id, created_at)
      values (${id}, 'rotate-keys', ${state}, ${rotation_id}, ${new Date(started.getTime() + seconds * 1_000)})`;
  const forget = () => database()`delete from public.job_runs where org_id = ${id}`;
  await run(null, "completed", -1);
  await run(rotation.id, "failed", 1);
  await run(null, "running", 1);
  expect(await live()).toBe(1);
  await run(rotation.id, "completed", -1);
  expect(await live()).toBe(0);
  await forget();
  expect(await live()).toBe(1);
  await run(null, "completed", 1);
  expect(await live()).toBe(0);
});

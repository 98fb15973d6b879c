import { sql } from "kysely";
import type { Tx } from "../db/tenant";
import { hasLiveJob } from "../jobs/has-live-job";
import { ROTATE_KEYS, SPREAD_ROTATION } from "./rotation";
import type { KeyRotation } from "./schemas";

type Row = {
  id: string;
  started_by: string | null;
  started_by_name: string | null;
  org_id: string | null;
  org_slug: string | null;
  new_data_keys: boolean;
  kek_version: number;
  all_started: boolean;
  started_after: string | null;
  created_at: Date;
  runs: number;
  unfinished: number;
  counting: number;
  total: string;
  done: string;
  failed: string;
  moved_at: Date | null;
  finished_at: Date | null;
};

/** A rotation as the database keeps it. */
export async function keyRotationRow(tx: Tx, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select * from private.key_rotations(${id}::uuid, 1)`.execute(tx);
  return rows[0];
}

/** The newest rotations that staff started, newest first, in an operator's transaction. */
export async function readKeyRotations(tx: Tx, most: number): Promise<KeyRotation[]> {
  const { rows } = await sql<Row>`select * from private.key_rotations(null, ${most})`.execute(tx);
  // One at a time: at most one of them is unfinished.
  const unfinished = rows.find((row) => !row.all_started || row.unfinished > 0);
  const isMoving = unfinished !== undefined && (await isTried(tx, unfinished.id));
  return rows.map((row) => describeRotation(row, isMoving));
}

/** Parts that are looked for in the queue; if none of so many is there, nothing moves. */
const LOOKED_FOR = 1_000;

async function isTried(tx: Tx, id: string): Promise<boolean> {
  if (await hasLiveJob(SPREAD_ROTATION, "rotation_id", [id])) return true;
  const runs = await tx
    .selectFrom("job_runs")
    .select("id")
    .where("rotation_id", "=", id)
    .where("state", "in", ["queued", "running"])
    .orderBy("id")
    .limit(LOOKED_FOR)
    .execute();
  return hasLiveJob(
    ROTATE_KEYS,
    "run_id",
    runs.map((run) => run.id),
  );
}

function describeRotation(row: Row, isMoving: boolean): KeyRotation {
  const { id, new_data_keys, kek_version, runs, unfinished, counting } = row;
  const isOver = row.all_started && unfinished === 0;
  return {
    ...{ id, new_data_keys, kek_version },
    state: isOver ? "completed" : !isMoving ? "stopped" : row.all_started ? "running" : "starting",
    started_by: row.started_by_name,
    started_at: row.created_at.toISOString(),
    finished_at: isOver ? (row.finished_at ?? row.created_at).toISOString() : null,
    moved_at: row.moved_at?.toISOString() ?? null,
    organization: row.org_slug,
    organizations: { started: runs, unfinished, counting },
    fields: { total: Number(row.total), done: Number(row.done), failed: Number(row.failed) },
  };
}

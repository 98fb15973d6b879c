import { type Selectable, sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import type { DB } from "../db/database";
import { recordEvent } from "../events/record-event";
import { defineJob, type Job } from "./define-job";
import { enqueue } from "./enqueue";
import { Place, walk } from "./walk";
import { withJobContext } from "./with-job-context";

export type MoveRun = Selectable<DB["job_runs"]>;

/** What became of a step; `last` is the row to go on after, null when its table is done. */
export type Moved = { done: number; failed: number; last: string | null };
export type Counted = { found: number; last: string | null };

const Payload = z.object({
  org_id: z.uuid(),
  run_id: z.uuid(),
  /** What has been found so far, while what there is to move is still counted. */
  found: z.number().int().optional(),
  /** Where the job before this one stopped. */
  place: Place.optional(),
});
type Payload = z.infer<typeof Payload>;

/**
 * A job that brings everything an organization keeps in some tables to another form, with its progress in a row of `job_runs`. What
 * there is to move is counted first. Every step looks at a bounded part of a table and commits with its progress, and what has
 * moved is recognised by its form: a killed run goes on, and two at once do no harm.
 */
export function defineMove<T>(move: {
  name: string;
  tables: readonly T[];
  /** Before anything, in no transaction of the organization. */
  prepare?: (orgId: string) => Promise<unknown>;
  /** Once, in the transaction that marks the run as running. */
  begin?: (ctx: Context, run: MoveRun) => Promise<void>;
  count: (ctx: Context, table: T, after: string | null) => Promise<Counted>;
  step: (ctx: Context, table: T, after: string | null) => Promise<Moved>;
  finished: (ctx: Context, run: MoveRun) => Promise<void>;
}): Job<Payload> {
  const { name, tables } = move;
  const job: Job<Payload> = defineJob({
    name,
    schema: Payload,
    run: async (run) => {
      const { deadline, data } = run;
      const { org_id, run_id, found: foundBefore, place } = data;
      const open = <R>(work: (ctx: Context) => Promise<R>) => withJobContext(run, name, work);
      const goOnLater = (rest: Partial<Payload>) => open((ctx) => enqueue(ctx.tx, job, { org_id, run_id, ...rest }));
      await move.prepare?.(org_id);
      const isCounted = await open((ctx) => begin(ctx, run_id));
      const wasCounting = foundBefore !== undefined;
      if (!isCounted) {
        let found = foundBefore ?? 0;
        const rest = await walk(tables, { from: wasCounting ? place : undefined, deadline }, async (table, after) => {
          const counted = await open((ctx) => move.count(ctx, table, after));
          found += counted.found;
          return counted.last;
        });
        if (rest) return goOnLater({ found, place: rest });
        await open((ctx) => changeRun(ctx, run_id, { total: found }));
      }
      const rest = await walk(tables, { from: wasCounting ? undefined : place, deadline }, (table, after) =>
        open(async (ctx) => {
          const { done, failed, last } = await move.step(ctx, table, after);
          if (done + failed > 0)
            await changeRun(ctx, run_id, { done: sql`done + ${done}`, failed: sql`failed + ${failed}` });
          return last;
        }),
      );
      if (rest) return goOnLater({ place: rest });
      await open((ctx) => finish(ctx, run_id));
    },
  });

  /** @returns whether what there is to move has been counted */
  async function begin(ctx: Context, runId: string): Promise<boolean> {
    const run = await ctx.tx
      .selectFrom("job_runs")
      .selectAll()
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", runId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (run.state === "queued") {
      await move.begin?.(ctx, run);
      await changeRun(ctx, runId, { state: "running" });
    }
    return run.total !== null;
  }

  async function finish(ctx: Context, runId: string): Promise<void> {
    const row = await changeRun(ctx, runId, { state: "completed", finished_at: sql`clock_timestamp()` });
    if (row) await move.finished(ctx, row);
  }

  async function changeRun(ctx: Context, runId: string, set: object): Promise<MoveRun | undefined> {
    const row = await ctx.tx
      .updateTable("job_runs")
      .set(set)
      .where("org_id", "=", ctx.org.id)
      .where("id", "=", runId)
      .where("state", "in", ["queued", "running"])
      .returningAll()
      .executeTakeFirst();
    if (!row) return undefined;
    await recordEvent(ctx, {
      name: "job_run.changed",
      subject: { type: "job_run", id: row.id },
      data: { name, state: row.state, done: row.done + row.failed, total: row.total },
    });
    return row;
  }

  return job;
}

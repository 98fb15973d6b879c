import { withOperatorRole } from "../db/tenant";

/** How far rotations are, taken together. `done` and `failed` count fields. */
export type Rotations = { runs: number; unfinished: number; total: number; done: number; failed: number };

/** The progress of some runs, across organizations. */
export function readRotations(ids: string[]): Promise<Rotations> {
  return withOperatorRole(async (tx) => {
    const count = tx.fn.countAll<number>();
    return tx
      .selectFrom("job_runs")
      .select(({ fn, lit }) => [
        count.as("runs"),
        count.filterWhere("state", "in", ["queued", "running"]).as("unfinished"),
        fn.coalesce(fn.sum<number>("total"), lit(0)).as("total"),
        fn.coalesce(fn.sum<number>("done"), lit(0)).as("done"),
        fn.coalesce(fn.sum<number>("failed"), lit(0)).as("failed"),
      ])
      .where("id", "in", ids)
      .executeTakeFirstOrThrow();
  });
}

import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../auth/context";
import { defineJob, type Job } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withJobContext } from "../../jobs/with-job-context";
import { LATE_COMMIT_MS } from "../../live/read-events";
import { indexCalls } from "../search/index-calls";
import { eventIdAt, timeOfEvent } from "../search/progress";

const NAME = "index-calls";
// Small steps: words are taken apart in the process that answers requests.
const FACTS = 300;
const CALLS = 100;
/** Facts that may change what a call is found by. */
const TELLING = new Set(["call.ended", "call.analyzed", "call.updated"]);

const Payload = z.object({ org_id: z.uuid() });

/**
 * Keeps the search index of an organization: reads its facts from where it stopped and renews the calls they speak of,
 * then goes on reading the past, newest first. Every step is a transaction that notes how far it came.
 */
export const indexCallsJob: Job<z.infer<typeof Payload>> = defineJob({
  name: NAME,
  schema: Payload,
  run: async (run) => {
    const open = <T>(work: (ctx: Context) => Promise<T>) => withJobContext(run, NAME, work);
    await open(begin);
    // A past of weeks takes longer than the next job is away: the later one leaves it to the one that reads.
    if (!(await open(take))) return;
    const done = await readUntil(run.deadline, open).finally(() => open(leave));
    if (!done) await open((ctx) => enqueue(ctx.tx, indexCallsJob, run.data));
  },
});

/** @returns whether there is nothing left to read */
async function readUntil(until: number, open: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>): Promise<boolean> {
  await open(readLateFacts);
  for (const step of [readFacts, readHistory]) {
    while (await open(step)) {
      if (Date.now() >= until) return false;
    }
  }
  return true;
}

// A process that dies while it reads keeps the others away for no longer than this.
const TAKEN_FOR = sql<Date>`clock_timestamp() + interval '1 minute'`;

async function take(ctx: Context): Promise<boolean> {
  const taken = await ctx.tx
    .updateTable("search_progress")
    .set({ reading_until: TAKEN_FOR })
    .where("org_id", "=", ctx.org.id)
    .where(sql<boolean>`(reading_until is null or reading_until < clock_timestamp())`)
    .returning("org_id")
    .executeTakeFirst();
  return taken !== undefined;
}

async function leave(ctx: Context): Promise<void> {
  await ctx.tx.updateTable("search_progress").set({ reading_until: null }).where("org_id", "=", ctx.org.id).execute();
}

/** The facts an organization starts from are those of now; everything before is read from the calls themselves. */
async function begin(ctx: Context): Promise<void> {
  await ctx.tx
    .insertInto("search_progress")
    .values({
      org_id: ctx.org.id,
      last_event_id: eventIdAt(Date.now() - LATE_COMMIT_MS),
      history_before: sql<Date>`now() + interval '1 day'`,
      history_before_id: "ffffffff-ffff-ffff-ffff-ffffffffffff",
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

// Ids are made before their transaction commits: facts that were not visible yet when we last passed are looked for again.
async function readLateFacts(ctx: Context): Promise<void> {
  const { last_event_id } = await progressRow(ctx);
  const late = await ctx.tx
    .selectFrom("events")
    .select(["name", "subject_id"])
    .where("org_id", "=", ctx.org.id)
    .where("id", ">=", eventIdAt(timeOfEvent(last_event_id) - LATE_COMMIT_MS))
    .where("id", "<=", last_event_id)
    .execute();
  await indexInSteps(ctx, callsOf(late));
}

async function indexInSteps(ctx: Context, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += CALLS) await indexCalls(ctx, ids.slice(at, at + CALLS));
}

async function readFacts(ctx: Context): Promise<boolean> {
  const { last_event_id } = await progressRow(ctx);
  const facts = await ctx.tx
    .selectFrom("events")
    .select(["id", "name", "subject_id"])
    .where("org_id", "=", ctx.org.id)
    .where("id", ">", last_event_id)
    .orderBy("id")
    .limit(FACTS)
    .execute();
  const last = facts.at(-1);
  if (!last) return false;
  await indexInSteps(ctx, callsOf(facts));
  await note(ctx, { last_event_id: last.id });
  return facts.length === FACTS;
}

async function readHistory(ctx: Context): Promise<boolean> {
  const { history_before, history_before_id } = await progressRow(ctx);
  if (!history_before) return false;
  const calls = await ctx.tx
    .selectFrom("calls")
    .select(["id", "started_at"])
    .where("org_id", "=", ctx.org.id)
    .where(sql<boolean>`(started_at, id) < (${history_before}, ${history_before_id}::uuid)`)
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(CALLS)
    .execute();
  const last = calls.at(-1);
  await indexCalls(
    ctx,
    calls.map(({ id }) => id),
  );
  const more = calls.length === CALLS && last !== undefined;
  await note(ctx, { history_before: more ? last.started_at : null, history_before_id: more ? last.id : null });
  return more;
}

function progressRow(ctx: Context) {
  return ctx.tx.selectFrom("search_progress").selectAll().where("org_id", "=", ctx.org.id).executeTakeFirstOrThrow();
}

async function note(
  ctx: Context,
  values: { last_event_id: string } | { history_before: Date | null; history_before_id: string | null },
): Promise<void> {
  await ctx.tx
    .updateTable("search_progress")
    .set({ ...values, updated_at: sql<Date>`clock_timestamp()` })
    .where("org_id", "=", ctx.org.id)
    .execute();
}

function callsOf(facts: readonly { name: string; subject_id: string | null }[]): string[] {
  return [...new Set(facts.flatMap(({ name, subject_id }) => (TELLING.has(name) && subject_id ? [subject_id] : [])))];
}

import { sql } from "kysely";
import { actorTypeOf } from "../auth/actor-type-of";
import type { Context } from "../auth/context";
import { lookupOf } from "../crypto/lookup";
import { afterWork, type Tx } from "../db/tenant";
import { processWide } from "../metrics/process-wide";

/** Ways in which somebody reads health data. Entries of the audit log, never events: nobody's screen changes by them. */
export type ReadName =
  | "call.read"
  | "call.recording_played"
  | "call.recording_downloaded"
  | "call.listed"
  | "call.numbers_shown"
  | "call.searched"
  | "call.exported"
  | "call.watched"
  | "delivery.read";

export type Read = {
  name: ReadName;
  subject: { type: "call" | "delivery" | "organization"; id: string };
  /** What a list was asked for, where that is health data itself; kept as a keyed hash, never as it is. */
  question?: string | undefined;
};

/** Reading on is one reading: a page that renews itself, the parts of a recording, the next page of a list. */
const ONE_READING_MS = 5 * 60_000;
/** How far back the log is looked through for the same reading. */
const LOOKED_THROUGH = 5_000;
const MOST_KNOWN = 20_000;
/** Every one of these is an entry, however soon after the last. */
const EVERY_TIME = new Set<ReadName>(["call.exported", "call.recording_downloaded"]);

/**
 * Notes that a person or a program reads health data: an entry of the audit log, written in the transaction of the read after its
 * work, one for each reader, address they come from, kind, subject and question in five minutes. The answer leaves when both are
 * committed, or not at all.
 */
export function recordRead(ctx: Context, read: Read): void {
  if (ctx.actor.type !== "user" && ctx.actor.type !== "api_key") return;
  const question = read.question && lookupOf("question", `${ctx.org.id}\n${read.question}`).slice(0, 16);
  const key = [ctx.org.id, ctx.actor.id, ctx.ip, read.name, read.subject.id, question].join(" ");
  const known = processWide("audit.reads", () => new Map<string, number>());
  const again = !EVERY_TIME.has(read.name) && Date.now() - (known.get(key) ?? 0) < ONE_READING_MS;
  if (again) return;
  afterWork(ctx.tx, async (tx) => {
    await write(tx, ctx, { ...read, question });
    return () => {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, Date.now());
    };
  });
}

async function write(tx: Tx, ctx: Context, { name, subject, question }: Read): Promise<void> {
  const since = EVERY_TIME.has(name) ? 0 : ONE_READING_MS;
  const after = question ? JSON.stringify({ question }) : null;
  await sql`
    insert into audit_log (org_id, action, subject_type, subject_id, actor_type, actor_id, after, ip, request_id)
    select ${ctx.org.id}::uuid, ${name}, ${subject.type}, ${subject.id}::uuid, ${actorTypeOf(ctx.actor)}, ${ctx.actor.id},
      ${after}::text::jsonb, ${ctx.ip ?? null}::text, ${ctx.requestId}
    where not exists (
      select from audit_log l
      where l.org_id = ${ctx.org.id}::uuid and l.subject_id = ${subject.id}::uuid and l.actor_id = ${ctx.actor.id}
        and l.action = ${name} and l.after is not distinct from ${after}::text::jsonb
        and l.ip is not distinct from ${ctx.ip ?? null}::text and l.recorded_at > clock_timestamp() - ${since} * interval '1 millisecond'
        and l.seq > (
          select coalesce(max(m.seq), 0) - ${LOOKED_THROUGH} from audit_log m where m.org_id = ${ctx.org.id}::uuid
        )
    )`.execute(tx);
}

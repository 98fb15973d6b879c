import { type RawBuilder, sql } from "kysely";
import { isFailingSql } from "../agents/failing";
import { isVendorProblem, type VendorProblem } from "../agents/find-drift";
import type { Context } from "../auth/context";
import { indexedCalls } from "../calls/filtered-calls";
import { type EndingCredential, listEndingCredentials } from "../credentials/list-ending";
import type { Spike } from "./find-spikes";
import { readSpikes } from "./read-spikes";

type AboutCredential = Pick<EndingCredential, "id" | "label" | "vendor">;
type OfAgent = { agent: { id: string; name: string } };

/** Something a person should look at, most urgent kind first. */
export type Attention =
  /** Deliveries with a wrong signature since the last good one, and within a day: calls are being lost. */
  | (OfAgent & { kind: "agent_rejecting"; rejected: number; reason: string | null; at: string | null })
  /** A credential that is used is past its last day: its vendor is asked nothing. */
  | { kind: "credential_expired"; credential: AboutCredential; at: string }
  /** The vendor knows calls that never arrived. */
  | (OfAgent & { kind: "calls_missing"; missing: number; at: string | null })
  /** The comparison with the vendor does not work. */
  | (OfAgent & { kind: "reconciliation_failing"; reason: string; at: string | null })
  /** Deliveries that were understood and could not be applied; counted to a hundred. */
  | { kind: "deliveries_failed"; deliveries: number; capped: boolean }
  /** Authentic deliveries that say nothing Foyer can use; counted to a hundred. */
  | { kind: "deliveries_unusable"; deliveries: number; capped: boolean }
  /** Its configuration at the vendor keeps calls from arriving, or will. */
  | (OfAgent & { kind: "agent_drifted"; problems: VendorProblem[]; at: string | null })
  /** A credential that is used has its last day within two weeks. */
  | { kind: "credential_expiring"; credential: AboutCredential; at: string }
  /** The last full hour was not like the same hour of that weekday usually is. */
  | (OfAgent & { kind: "unusual_hour"; hour: string } & Pick<Spike, "spike" | "count" | "usual">)
  /** Calls that failed, missed their aim or left the caller unhappy, and nobody has looked at; counted to a hundred. */
  | { kind: "calls_to_review"; calls: number; capped: boolean }
  /** Created, but no signed delivery yet. */
  | (OfAgent & { kind: "agent_waiting"; at: string });

type Row = {
  id: string;
  name: string;
  status: string;
  created_at: Date;
  rejecting: boolean;
  rejected_count: number;
  last_rejected_at: Date | null;
  last_rejected_reason: string | null;
  reconciled_missing_calls: number | null;
  reconciled_at: Date | null;
  reconciliation_error: string | null;
  vendor_problems: string[];
  vendor_checked_at: Date | null;
};

const COUNTED = 100;

/** What needs a person in this organization now. */
export async function listAttention(ctx: Context): Promise<Attention[]> {
  const [agents, { failed, unusable, to_review }, spikes, ending] = await Promise.all([
    troubledAgents(ctx),
    countWaiting(ctx),
    readSpikes(ctx),
    listEndingCredentials(ctx),
  ]);
  const ended = ending.filter((credential) => credential.ended !== null);
  const names = await namesOf(
    ctx,
    spikes.map(({ agent_id }) => agent_id),
  );
  const about = (row: Row) => ({ agent: { id: row.id, name: row.name } });
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return [
    ...agents
      .filter((row) => row.rejecting)
      .map(
        (row): Attention => ({
          kind: "agent_rejecting",
          ...about(row),
          rejected: row.rejected_count,
          reason: row.last_rejected_reason,
          at: iso(row.last_rejected_at),
        }),
      ),
    ...agents
      .filter((row) => row.vendor_problems.length > 0)
      .map(
        (row): Attention => ({
          kind: "agent_drifted",
          ...about(row),
          problems: row.vendor_problems.filter(isVendorProblem),
          at: iso(row.vendor_checked_at),
        }),
      ),
    ...ended.map(aboutCredential("credential_expired")),
    ...agents
      .filter((row) => (row.reconciled_missing_calls ?? 0) > 0)
      .map(
        (row): Attention => ({
          kind: "calls_missing",
          ...about(row),
          missing: row.reconciled_missing_calls ?? 0,
          at: iso(row.reconciled_at),
        }),
      ),
    ...agents
      // What a credential's own line says is not said once more for each agent.
      .filter(
        (row) => row.reconciliation_error !== null && !ended.some((each) => each.ended === row.reconciliation_error),
      )
      .map(
        (row): Attention => ({
          kind: "reconciliation_failing",
          ...about(row),
          reason: row.reconciliation_error ?? "",
          at: iso(row.reconciled_at),
        }),
      ),
    ...(failed > 0
      ? [{ kind: "deliveries_failed" as const, deliveries: Math.min(failed, COUNTED), capped: failed > COUNTED }]
      : []),
    ...(unusable > 0
      ? [{ kind: "deliveries_unusable" as const, deliveries: Math.min(unusable, COUNTED), capped: unusable > COUNTED }]
      : []),
    ...ending.filter((credential) => credential.ended === null).map(aboutCredential("credential_expiring")),
    ...spikes.map(
      ({ agent_id, ...spike }): Attention => ({
        kind: "unusual_hour",
        agent: { id: agent_id, name: names.get(agent_id) ?? "" },
        ...spike,
      }),
    ),
    ...(to_review > 0
      ? [{ kind: "calls_to_review" as const, calls: Math.min(to_review, COUNTED), capped: to_review > COUNTED }]
      : []),
    ...agents
      .filter((row) => row.status === "waiting" && !row.rejecting && row.vendor_problems.length === 0)
      .map((row): Attention => ({ kind: "agent_waiting", ...about(row), at: row.created_at.toISOString() })),
  ];
}

function aboutCredential(kind: "credential_expired" | "credential_expiring") {
  return ({ id, label, vendor, ends_at }: EndingCredential): Attention => ({
    kind,
    credential: { id, label, vendor },
    at: ends_at,
  });
}

async function troubledAgents(ctx: Context): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select * from (
      select id, name, status, created_at, rejected_count, last_rejected_at, last_rejected_reason,
        reconciled_missing_calls, reconciled_at, reconciliation_error, vendor_problems, vendor_checked_at,
        ${isFailingSql("agents")} as rejecting
      from agents
      where org_id = ${ctx.org.id}::uuid and deleted_at is null and paused_at is null
    ) as agent
    where rejecting or status = 'waiting' or reconciled_missing_calls > 0 or reconciliation_error is not null or vendor_problems <> '{}'
    order by status = 'waiting' and not rejecting and vendor_problems = '{}', not rejecting, vendor_problems = '{}', name
    limit 50`.execute(ctx.tx);
  return rows;
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom("agents")
    .select(["id", "name"])
    .where("org_id", "=", ctx.org.id)
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type Waiting = { failed: number; unusable: number; to_review: number };

// What waits in the inbox, and among the calls, for somebody to look at it: the same as behind the filters it leads to.
async function countWaiting(ctx: Context): Promise<Waiting> {
  const inState = (state: "failed" | "unusable") =>
    upToCounted(sql`select from inbound_events where org_id = ${ctx.org.id}::uuid and state = ${state}`);
  const { rows } = await sql<Waiting>`
    select ${inState("failed")} as failed, ${inState("unusable")} as unusable,
      ${upToCounted(sql`${indexedCalls(ctx, { review: "needed" }).select("c.id")}`)} as to_review`.execute(ctx.tx);
  return rows[0] ?? { failed: 0, unusable: 0, to_review: 0 };
}

function upToCounted(found: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(select count(*)::int from (${found} limit ${COUNTED + 1}) as found)`;
}

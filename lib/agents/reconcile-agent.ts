import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { receiveDelivery } from "../ingest/receive-delivery";
import { VendorError } from "../voice/vendor-error";
import { compareCalls } from "./compare-calls";
import { type AgentRow, agentOrThrow } from "./rows";
import { oneMoreUnread, Unread, unreadInWords } from "./unread-calls";
import { vendorAgentIdOf } from "./vendor-agent-id-of";
import { type VendorApi, type VendorCall, vendorApi } from "./vendor-api";
import { vendorKey } from "./vendor-key";
import { whyNotAsked } from "./why-not-asked";

/** Opens a short transaction of the organization: the vendor is asked between them, never inside one. */
type InTransaction = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

/** How far a comparison came: what of its span is left (Unix ms), and which calls at the edge of that are done. */
export const Reached = z.object({
  vendor_agent_id: z.string(),
  from_ms: z.number(),
  to_ms: z.number(),
  done: z.array(z.string()),
  vendor_calls: z.number().int(),
  missing_calls: z.number().int(),
  recovered_calls: z.number().int(),
  unread: Unread.optional(),
});
export type Reached = z.infer<typeof Reached>;

export type Reconciliation = Pick<Reached, "vendor_calls" | "missing_calls" | "recovered_calls"> & {
  /** Where to go on, when the time was up, or the vendor failed, before every call was compared. */
  rest?: Reached | undefined;
  /** Calls that were left, and why. */
  unread?: Unread | undefined;
};

type Span = {
  agentId: string;
  hours: number;
  settleMs: number;
  /** Unix ms; something is compared whatever the time, so that every comparison comes to its end. */
  deadline: number;
  requestId: string;
  reached?: Reached | undefined;
  /** Whether what is asked first has failed before: from then on a call that its vendor stumbles over is left. */
  isRetried?: boolean;
};

/**
 * Compares an agent's calls with its vendor's list and fetches what was never delivered or never finished. A recovered
 * call goes the way of a webhook, under the same keys, so that nothing is ever counted twice. The result is kept on the
 * agent; so is, in words, why the vendor could not be asked, or which calls it would not hand out.
 * @param span hours back; `settleMs` leaves out calls younger than that, whose deliveries may be on their way; `reached` by a
 *   comparison whose time was up, which goes on
 * @returns undefined when there is no key to ask with, or no agent to ask about
 * @throws VendorError when the vendor could not be asked, CredentialEnded when the key for it has ended
 */
export async function reconcileAgent(inTransaction: InTransaction, span: Span): Promise<Reconciliation | undefined> {
  let target: Target | undefined;
  try {
    target = await inTransaction(async (ctx) => {
      const agent = await agentOrThrow(ctx, span.agentId);
      const key = await vendorKey(ctx, agent);
      const vendorAgentId = await vendorAgentIdOf(ctx, agent);
      if (key && vendorAgentId) return { agent, vendorAgentId, api: vendorApi(agent.provider, key, span.deadline) };
      // Nobody is asked: what kept us from asking before is over as well.
      await keepProblem(ctx, agent.id, null);
      return undefined;
    });
    if (!target) return undefined;
    const result = await compareAndRecover(inTransaction, target, span);
    const { agent } = target;
    if (!result.rest) await inTransaction((ctx) => keepResult(ctx, agent, span.hours, result));
    return result;
  } catch (error) {
    const problem = whyNotAsked(error);
    if (problem !== undefined) await inTransaction((ctx) => keepProblem(ctx, span.agentId, problem, target?.agent));
    throw error;
  }
}

type Target = { agent: AgentRow; vendorAgentId: string; api: VendorApi };

async function compareAndRecover(
  inTransaction: InTransaction,
  { agent: { id, created_at }, vendorAgentId, api }: Target,
  span: Span,
): Promise<Reconciliation> {
  const before =
    span.reached?.vendor_agent_id === vendorAgentId ? span.reached : beginning(span, vendorAgentId, created_at);
  let reached = before;
  const isOver = () => reached !== before && Date.now() >= span.deadline;
  const left = { agentId: vendorAgentId, fromMs: before.from_ms, toMs: before.to_ms };
  try {
    for await (const page of api.listCalls(left)) {
      if (isOver()) return { ...figuresOf(reached), rest: reached };
      const calls = page.filter(({ vendor_call_id }) => !reached.done.includes(vendor_call_id));
      // Somebody may have resumed or paused it since: what is recovered is applied or kept accordingly.
      const { agent, missing, behind } = await inTransaction(async (ctx) => {
        const now = await agentOrThrow(ctx, id);
        const compared = calls.filter(({ is_older }) => !is_older);
        return { agent: now, ...(await compareCalls(ctx, now, compared)) };
      });
      for (const call of calls) {
        if (call.is_older) {
          reached = beyond(reached, call);
          continue;
        }
        const isMissing = missing.includes(call);
        const isFetched = isMissing || behind.includes(call);
        let isRecovered = false;
        let { unread } = reached;
        try {
          isRecovered = isFetched && (await recover(agent, api, call, span.requestId));
        } catch (error) {
          unread = oneMoreUnread(unread, error, span.isRetried);
        }
        reached = {
          ...beyond(reached, call),
          unread,
          vendor_calls: reached.vendor_calls + 1,
          missing_calls: reached.missing_calls + (isMissing && !isRecovered ? 1 : 0),
          recovered_calls: reached.recovered_calls + (isRecovered ? 1 : 0),
        };
        if (isFetched && isOver()) return { ...figuresOf(reached), rest: reached };
      }
    }
  } catch (error) {
    // What was recovered so far would not be found missing again: the next one asks from there, and fails if it comes no further.
    if (reached === before || !(error instanceof VendorError) || error.permanent) throw error;
    return { ...figuresOf(reached), rest: reached };
  }
  return figuresOf(reached);
}

function beginning({ hours, settleMs }: Span, vendor_agent_id: string, createdAt: Date): Reached {
  const to_ms = Date.now() - settleMs;
  const from_ms = Math.max(to_ms - hours * 3_600_000, createdAt.getTime() - 3_600_000);
  return { vendor_agent_id, from_ms, to_ms, done: [], vendor_calls: 0, missing_calls: 0, recovered_calls: 0 };
}

// The vendor lists from a moment on, that moment included: the calls of it that are done are known by their ids.
function beyond(reached: Reached, { vendor_call_id, rest }: VendorCall): Reached {
  const { fromMs: from_ms, toMs: to_ms } = rest ?? { fromMs: reached.from_ms, toMs: reached.to_ms };
  const isSame = from_ms === reached.from_ms && to_ms === reached.to_ms;
  return { ...reached, from_ms, to_ms, done: [...(isSame ? reached.done : []), vendor_call_id] };
}

function figuresOf({ vendor_calls, missing_calls, recovered_calls, unread }: Reached): Reconciliation {
  return { vendor_calls, missing_calls, recovered_calls, unread };
}

async function recover(agent: AgentRow, api: VendorApi, call: VendorCall, requestId: string): Promise<boolean> {
  const delivery = await api.fetchDelivery(call.vendor_call_id);
  if (!delivery) return false;
  const receipt = await receiveDelivery({
    agent: { ...agent, auth_config: {} },
    body: JSON.stringify(delivery),
    headers: new Headers({ "content-type": "application/json" }),
    requestId,
    source: "reconciliation",
  });
  return receipt.state === "applied";
}

async function keepResult(
  ctx: Context,
  agent: AgentRow,
  hours: number,
  { unread, ...result }: Reconciliation,
): Promise<void> {
  const kept = await ctx.tx
    .updateTable("agents")
    .set({
      reconciled_at: sql`now()`,
      reconciled_hours: hours,
      reconciled_vendor_calls: result.vendor_calls,
      reconciled_missing_calls: result.missing_calls,
      reconciliation_error: unread ? unreadInWords(unread) : null,
    })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", agent.id)
    // What was compared is of another vendor agent than this one names by now.
    .where("vendor_agent_id", "is not distinct from", agent.vendor_agent_id)
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) return;
  await recordEvent(ctx, { name: "agent.reconciled", subject: { type: "agent", id: agent.id }, data: result });
}

async function keepProblem(ctx: Context, agentId: string, problem: string | null, asked?: AgentRow): Promise<void> {
  const agent = await agentOrThrow(ctx, agentId);
  if (asked && asked.vendor_agent_id !== agent.vendor_agent_id) return;
  if (agent.reconciliation_error === problem) return;
  await ctx.tx
    .updateTable("agents")
    .set({ reconciled_at: sql`coalesce(reconciled_at, now())`, reconciliation_error: problem })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", agent.id)
    .execute();
  await recordEvent(ctx, {
    name: "agent.updated",
    subject: { type: "agent", id: agent.id },
    data: { name: agent.name },
  });
}

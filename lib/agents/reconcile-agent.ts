import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { receiveDelivery } from "../ingest/receive-delivery";
import { compareCalls } from "./compare-calls";
import { type AgentRow, agentOrThrow } from "./rows";
import { vendorAgentIdOf } from "./vendor-agent-id-of";
import { type VendorApi, type VendorCall, vendorApi } from "./vendor-api";
import { vendorKey } from "./vendor-key";
import { whyNotAsked } from "./why-not-asked";

/** Opens a short transaction of the organization: the vendor is asked between them, never inside one. */
type InTransaction = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

export type Reconciliation = { vendor_calls: number; missing_calls: number; recovered_calls: number };

/**
 * Compares an agent's calls with its vendor's list and fetches what was never delivered or never finished. A recovered
 * call goes the way of a webhook, under the same keys, so that nothing is ever counted twice. The result is kept on the
 * agent; so is, in words, why the vendor could not be asked.
 * @param span hours back; `settleMs` leaves out calls younger than that, whose deliveries may be on their way
 * @returns undefined when there is no key to ask with, or no agent to ask about
 * @throws VendorError when the vendor could not be asked, CredentialEnded when the key for it has ended
 */
export async function reconcileAgent(
  inTransaction: InTransaction,
  span: { agentId: string; hours: number; settleMs: number; deadline: number; requestId: string },
): Promise<Reconciliation | undefined> {
  try {
    const target = await inTransaction(async (ctx) => {
      const agent = await agentOrThrow(ctx, span.agentId);
      const key = await vendorKey(ctx, agent);
      const vendorAgentId = await vendorAgentIdOf(ctx, agent);
      if (key && vendorAgentId) return { agent, vendorAgentId, api: vendorApi(agent.provider, key) };
      // Nobody is asked: what kept us from asking before is over as well.
      await keepProblem(ctx, agent.id, null);
      return undefined;
    });
    if (!target) return undefined;
    const result = await compareAndRecover(inTransaction, target, span);
    await inTransaction((ctx) => keepResult(ctx, target.agent, span.hours, result));
    return result;
  } catch (error) {
    const problem = whyNotAsked(error);
    if (problem !== undefined) await inTransaction((ctx) => keepProblem(ctx, span.agentId, problem));
    throw error;
  }
}

type Target = { agent: AgentRow; vendorAgentId: string; api: VendorApi };

async function compareAndRecover(
  inTransaction: InTransaction,
  { agent: { id, created_at }, vendorAgentId, api }: Target,
  span: { hours: number; settleMs: number; deadline: number; requestId: string },
): Promise<Reconciliation> {
  const toMs = Date.now() - span.settleMs;
  const fromMs = Math.max(toMs - span.hours * 3_600_000, created_at.getTime() - 3_600_000);
  const result: Reconciliation = { vendor_calls: 0, missing_calls: 0, recovered_calls: 0 };
  for await (const calls of api.listCalls({ agentId: vendorAgentId, fromMs, toMs })) {
    // Somebody may have resumed or paused it since: what is recovered is applied or kept accordingly.
    const { agent, missing, behind } = await inTransaction(async (ctx) => {
      const now = await agentOrThrow(ctx, id);
      return { agent: now, ...(await compareCalls(ctx, now, calls)) };
    });
    const absent = new Set(missing.map((call) => call.vendor_call_id));
    for (const call of [...missing, ...behind]) {
      if (Date.now() > span.deadline) throw new Error("time was up before every call was compared");
      if (await recover(agent, api, call, span.requestId)) {
        result.recovered_calls += 1;
        absent.delete(call.vendor_call_id);
      }
    }
    result.vendor_calls += calls.length;
    result.missing_calls += absent.size;
  }
  return result;
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

async function keepResult(ctx: Context, agent: AgentRow, hours: number, result: Reconciliation): Promise<void> {
  await ctx.tx
    .updateTable("agents")
    .set({
      reconciled_at: sql`now()`,
      reconciled_hours: hours,
      reconciled_vendor_calls: result.vendor_calls,
      reconciled_missing_calls: result.missing_calls,
      reconciliation_error: null,
    })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", agent.id)
    .execute();
  await recordEvent(ctx, { name: "agent.reconciled", subject: { type: "agent", id: agent.id }, data: result });
}

async function keepProblem(ctx: Context, agentId: string, problem: string | null): Promise<void> {
  const agent = await agentOrThrow(ctx, agentId);
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

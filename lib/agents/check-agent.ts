import { sql } from "kysely";
import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";
import { describeAgent } from "./agent";
import { findDrift, type VendorProblem } from "./find-drift";
import { newestSnapshot } from "./list-vendor-changes";
import { agentOrThrow } from "./rows";
import { vendorAgentIdOf } from "./vendor-agent-id-of";
import { vendorApi } from "./vendor-api";
import { vendorKey } from "./vendor-key";
import { differences, type VendorSnapshot } from "./vendor-snapshot";
import { whyNotAsked } from "./why-not-asked";

/** Opens a short transaction of the organization: the vendor is asked between them, never inside one. */
type InTransaction = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

/**
 * Asks the vendor how an agent is configured, keeps it where it differs from what was seen before, and notes on the agent what of
 * it keeps calls from arriving; or, in words, why the vendor could not be asked.
 * @param jobDeadline Unix ms, where a job asks
 * @returns false when there is no key to ask with, or no agent to ask about
 * @throws VendorError when the vendor could not be asked, CredentialEnded when the key for it has ended
 */
export async function checkAgent(
  inTransaction: InTransaction,
  agentId: string,
  jobDeadline?: number,
): Promise<boolean> {
  try {
    const target = await inTransaction(async (ctx) => {
      const agent = await agentOrThrow(ctx, agentId);
      const key = await vendorKey(ctx, agent);
      const vendorAgentId = await vendorAgentIdOf(ctx, agent);
      if (key && vendorAgentId)
        return { vendorAgentId, named: agent.vendor_agent_id, api: vendorApi(agent.provider, key, jobDeadline) };
      await keepProblem(ctx, agentId, null);
      return undefined;
    });
    if (!target) return false;
    const seen = await target.api.takeSnapshot(target.vendorAgentId);
    await inTransaction((ctx) => keepSeen(ctx, agentId, target.named, seen));
    return true;
  } catch (error) {
    const problem = whyNotAsked(error);
    if (problem !== undefined) await inTransaction((ctx) => keepProblem(ctx, agentId, problem));
    throw error;
  }
}

async function keepSeen(
  ctx: Context,
  agentId: string,
  named: string | null,
  seen: VendorSnapshot | undefined,
): Promise<void> {
  // Two checks at once must not both find the same change.
  await sql`select pg_advisory_xact_lock(hashtextextended(${agentId}, 5))`.execute(ctx.tx);
  const row = await agentOrThrow(ctx, agentId, { locked: true });
  // What was seen is of another vendor agent than this one names by now.
  if (row.vendor_agent_id !== named) return;
  const agent = describeAgent(row);
  const addresses = [agent.webhook_url, ...(agent.shared_webhook_url ? [agent.shared_webhook_url] : [])];
  const problems: VendorProblem[] = seen ? findDrift(agent.provider, addresses, seen) : ["gone"];
  const before = await newestSnapshot(ctx, agentId);
  const fields = seen && before ? differences(before, seen) : [];
  if (seen && (!before || fields.length > 0)) {
    await ctx.tx
      .insertInto("agent_snapshots")
      .values({ org_id: ctx.org.id, agent_id: agentId, content: JSON.stringify(seen) })
      .execute();
  }
  await ctx.tx
    .updateTable("agents")
    .set({ vendor_checked_at: sql`now()`, vendor_problems: problems, vendor_check_error: null })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", agentId)
    .execute();
  const isNews =
    fields.length > 0 || String(problems) !== String(row.vendor_problems) || row.vendor_check_error !== null;
  if (!isNews) return;
  await recordEvent(ctx, {
    name: "agent.changed_at_vendor",
    subject: { type: "agent", id: agentId },
    data: { name: row.name, fields, problems },
  });
}

async function keepProblem(ctx: Context, agentId: string, problem: string | null): Promise<void> {
  const agent = await agentOrThrow(ctx, agentId);
  if (agent.vendor_check_error === problem) return;
  await ctx.tx
    .updateTable("agents")
    .set({ vendor_check_error: problem })
    .where("org_id", "=", ctx.org.id)
    .where("id", "=", agentId)
    .execute();
  const subject = { type: "agent" as const, id: agentId };
  await recordEvent(
    ctx,
    { name: "agent.updated", subject, data: { name: agent.name } },
    { before: { vendor_check_error: agent.vendor_check_error }, after: { vendor_check_error: problem } },
  );
}

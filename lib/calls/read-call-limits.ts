import type { Context } from "../auth/context";
import { noneIfEnded } from "../credentials/credential-ended";
import { readCredential } from "../credentials/read-credential";
import { retellClient } from "../voice/retell/client";

/** How many calls may run at once at a vendor. `limit` is null while the vendor does not say. */
export type CallLimit = { provider: "retell"; limit: number; current: number | null };

const FRESH_MS = 60_000;
const LARGEST = 1_000;

const remembered = new Map<string, { limits: CallLimit[]; until: number }>();

/**
 * The limits that vendors report for the organization's own key, remembered for a minute in this process. Vapi reports
 * none. The asking is a step of its own, taken when the transaction is over; a vendor that does not answer sets no limit.
 */
export async function readCallLimits(ctx: Context): Promise<() => Promise<{ data: CallLimit[] }>> {
  const known = remembered.get(ctx.org.id);
  const key = known && known.until > Date.now() ? undefined : await readCredential(ctx, "retell").catch(noneIfEnded);
  const orgId = ctx.org.id;
  const { log } = ctx;
  return async () => {
    if (known && known.until > Date.now()) return { data: known.limits };
    const limits = key === undefined ? [] : await ask(key).catch((error: unknown) => unanswered(error));
    if (remembered.size >= LARGEST) remembered.clear();
    remembered.set(orgId, { limits, until: Date.now() + FRESH_MS });
    return { data: limits };
  };

  function unanswered(error: unknown): CallLimit[] {
    log.warn({ error }, "a vendor did not say how many calls may run at once");
    return [];
  }
}

async function ask(key: string): Promise<CallLimit[]> {
  const { concurrency_limit, current_concurrency } = await retellClient(key).getConcurrency();
  if (concurrency_limit === undefined) return [];
  return [{ provider: "retell", limit: concurrency_limit, current: current_concurrency ?? null }];
}

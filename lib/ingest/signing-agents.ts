import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import type { SigningAgent } from "./delivery";

const FRESH_MS = 5_000;
const LARGEST = 5_000;

const cache = new Map<string, { agents: SigningAgent[]; until: number }>();

/**
 * Agents that may have signed a delivery to `/webhooks/agent/<token>`: none or one. Remembered for five seconds in this
 * process, ciphertext only: a changed secret, a pause or a deletion takes effect within that time.
 */
export function agentsByToken(token: string): Promise<SigningAgent[]> {
  return remembered(`token ${token}`, async () => {
    const found = await withoutTenant((tx) =>
      sql<SigningAgent>`select * from private.agent_by_token(${token})`.execute(tx),
    );
    return found.rows;
  });
}

/** Agents that may have signed a delivery to the address all Vapi assistants share: by keyed hash of the secret sent, or the assistant named. */
export function vapiAgents(secretLookup: string, assistantId: string): Promise<SigningAgent[]> {
  return remembered(`vapi ${secretLookup} ${assistantId}`, async () => {
    const found = await withoutTenant((tx) =>
      sql<SigningAgent>`select * from private.vapi_agent_candidates(${secretLookup}, ${assistantId})`.execute(tx),
    );
    return found.rows;
  });
}

async function remembered(key: string, find: () => Promise<SigningAgent[]>): Promise<SigningAgent[]> {
  const known = cache.get(key);
  if (known && known.until > Date.now()) return known.agents;
  const agents = await find();
  if (cache.size >= LARGEST) cache.clear();
  cache.set(key, { agents, until: Date.now() + FRESH_MS });
  return agents;
}

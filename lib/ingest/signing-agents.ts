import { sql } from "kysely";
import { remember } from "../cache/remember";
import { withoutTenant } from "../db/tenant";
import type { SigningAgent } from "./delivery";

/**
 * Agents that may have signed a delivery to `/webhooks/agent/<token>`: none or one. Remembered for five seconds in this
 * process, ciphertext only: a changed secret, a pause or a deletion takes effect within that time. An agent that is busy is
 * looked up beside its deliveries.
 */
export function agentsByToken(token: string): Promise<SigningAgent[]> {
  return remember("signing_agents", `token ${token}`, async () => {
    const found = await withoutTenant((tx) =>
      sql<SigningAgent>`select * from private.agent_by_token(${token})`.execute(tx),
    );
    return found.rows;
  });
}

/** Agents that may have signed a delivery to the address all Vapi assistants share: by keyed hash of the secret sent, or the assistant named. */
export function vapiAgents(secretLookup: string, assistantId: string): Promise<SigningAgent[]> {
  return remember("signing_agents", `vapi ${secretLookup} ${assistantId}`, async () => {
    const found = await withoutTenant((tx) =>
      sql<SigningAgent>`select * from private.vapi_agent_candidates(${secretLookup}, ${assistantId})`.execute(tx),
    );
    return found.rows;
  });
}

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

/** Agents whose secret, by its keyed hash, was sent to the address all Vapi assistants share; first the one of the assistant named. */
export function vapiAgentsBySecret(secretLookup: string, assistantId: string): Promise<SigningAgent[]> {
  return remember("signing_agents", `vapi ${secretLookup} ${assistantId}`, async () => {
    const found = await withoutTenant((tx) =>
      sql<SigningAgent>`select * from private.vapi_agents_by_secret(${secretLookup}, ${assistantId})`.execute(tx),
    );
    return found.rows;
  });
}

/**
 * Agents that may have signed a delivery of an assistant to that address, whoever made them: see decision 181 for their order.
 * Remembered by the assistant alone, so that what is kept cannot grow with what strangers send.
 */
export function vapiAgentsByAssistant(assistantId: string): Promise<SigningAgent[]> {
  return remember("signing_agents", `assistant ${assistantId}`, async () => {
    const found = await withoutTenant((tx) =>
      sql<SigningAgent>`select * from private.vapi_agents_by_assistant(${assistantId})`.execute(tx),
    );
    return found.rows;
  });
}

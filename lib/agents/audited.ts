import { sealOf } from "../credentials/webhook-secret";
import type { AgentRow } from "./rows";

/** What people decide about an agent by editing it: its version is made of this. */
export function editable({ name, vendor_agent_id, auth_scheme, auth_config, ...row }: AgentRow) {
  return { name, vendor_agent_id, auth_scheme, auth_config, secret: sealOf(row) };
}

/** What the audit log keeps of an agent: what people decide about it. That its secret changed is told, the secret never. */
export function audited(row: AgentRow) {
  const { provider, name, vendor_agent_id, auth_scheme, auth_config, paused_at } = row;
  return { provider, name, vendor_agent_id, auth_scheme, auth_config, paused_at, secret: sealOf(row) };
}

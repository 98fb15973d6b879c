import { z } from "zod";
import { VapiAuthConfig } from "../voice/vapi/auth-config";

/** Shapes of agents, shared by routes and forms. */

const Name = z.string().trim().min(1, "Give the agent a name.").max(120, "120 characters are enough for a name.");

const VendorAgentId = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[\w-]+$/, "That is not an agent's id. Copy it from the vendor's dashboard.");

/** A signing key or token. Sixteen characters are the least that cannot be tried out. */
export const AgentSecret = z
  .string()
  .trim()
  .min(16, "Needs at least 16 characters. Copy it whole.")
  .max(400, "That is longer than any vendor's key.")
  .regex(/^[\x21-\x7e]+$/, "A key has no spaces or special characters. Copy it again.");

export const vapiSchemes = ["bearer", "shared_secret", "hmac"] as const;

export const CreateAgent = z.discriminatedUnion("provider", [
  z.object({
    provider: z.literal("retell"),
    name: Name,
    vendor_agent_id: VendorAgentId.optional(),
    /** Workspace API key with the webhook badge; left out, the organization's saved Retell key is used. */
    secret: AgentSecret.optional(),
    /** Also keeps the key for the organization's other agents, unless one is kept already. Only people keep credentials. */
    save_key: z
      .boolean()
      .default(true)
      .describe("Keeps `secret` as a credential too, unless one is kept; not for API keys, which keep none."),
  }),
  z.object({
    provider: z.literal("vapi"),
    name: Name,
    vendor_agent_id: VendorAgentId.optional(),
    auth_scheme: z.enum(vapiSchemes),
    auth_config: VapiAuthConfig.optional(),
    secret: AgentSecret,
  }),
]);
export type CreateAgent = z.infer<typeof CreateAgent>;

/** Whether an agent's key is to be kept for the organization's other agents. */
export function wouldKeepKey(input: CreateAgent): boolean {
  return input.provider === "retell" && input.secret !== undefined && input.save_key;
}

/** What is left out stays. A new secret, scheme or configuration has to be proven by a delivery again. */
export const UpdateAgent = z
  .object({
    name: Name,
    vendor_agent_id: VendorAgentId.nullable(),
    auth_scheme: z.enum(vapiSchemes),
    auth_config: VapiAuthConfig,
    secret: AgentSecret.describe("A key needs the scope `agents:secret` for this, `auth_scheme` and `auth_config`."),
  })
  .partial()
  .strict();
export type UpdateAgent = z.infer<typeof UpdateAgent>;

/** Whether a change decides anew which deliveries are believed. */
export function changesProof({ secret, auth_scheme, auth_config }: UpdateAgent): boolean {
  return secret !== undefined || auth_scheme !== undefined || auth_config !== undefined;
}

export const ConnectAgent = z.object({ vendor_agent_id: VendorAgentId });
export type ConnectAgent = z.infer<typeof ConnectAgent>;

/** How far back a comparison with the vendor looks: a day, a week, thirty days. */
export const reconciliationHours = [24, 168, 720] as const;
export const StartReconciliation = z.object({ hours: z.literal(reconciliationHours).default(24) });
export type StartReconciliation = z.infer<typeof StartReconciliation>;

export const PublishVendorVersion = z.object({ version: z.number().int().min(0) });
export type PublishVendorVersion = z.infer<typeof PublishVendorVersion>;

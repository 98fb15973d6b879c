import { randomBytes, randomUUID } from "node:crypto";
import type postgres from "postgres";
import { lookupOf } from "@/lib/crypto/lookup";
import { sealField } from "@/lib/crypto/sealed-field";
import { dataKeyFor } from "../../scripts/database/data-key-for";
import { signRetell } from "../../scripts/stack/sandbox/retell/sign";
import { vapiAuthHeaders } from "../../scripts/stack/sandbox/vapi/sign";
import { database } from "./database";

export type TestAgent = {
  id: string;
  org_id: string;
  provider: "retell" | "vapi";
  token: string;
  secret: string;
  vendor_agent_id: string;
  /** Path of its webhook address. */
  path: string;
  /** Headers with which its vendor proves an exact body. */
  headersFor(rawBody: string): Record<string, string>;
};

/** An agent of an organization with a secret of its own: Retell signs, Vapi sends a bearer token. */
export async function makeAgent(
  orgId: string,
  provider: "retell" | "vapi",
  sql: postgres.Sql = database(),
): Promise<TestAgent> {
  const id = randomUUID();
  const secret = `secret_${randomBytes(16).toString("hex")}`;
  const vendor_agent_id = provider === "retell" ? `agent_${randomBytes(8).toString("hex")}` : randomUUID();
  const dataKey = await dataKeyFor(sql, orgId);
  const row = {
    id,
    org_id: orgId,
    provider,
    name: `Front desk ${id.slice(0, 4)}`,
    auth_scheme: provider === "retell" ? "retell_signature" : "bearer",
    vendor_agent_id,
    secret_ciphertext: sealField(dataKey, { orgId, table: "agents", column: "secret_ciphertext", rowId: id }, secret),
    secret_last_four: secret.slice(-4),
    secret_lookup: provider === "vapi" ? lookupOf("agent_secret", secret) : null,
  };
  const [made] = await sql<{ token: string }[]>`insert into public.agents ${sql(row)} returning token`;
  if (!made) throw new Error("The agent was not made");
  return {
    id,
    org_id: orgId,
    provider,
    token: made.token,
    secret,
    vendor_agent_id,
    path: `/webhooks/agent/${made.token}`,
    headersFor: (rawBody) =>
      provider === "retell"
        ? { "x-retell-signature": signRetell(rawBody, secret) }
        : vapiAuthHeaders(rawBody, { type: "bearer", token: secret }),
  };
}

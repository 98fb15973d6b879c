import { randomBytes, randomUUID } from "node:crypto";
import type postgres from "postgres";
import { lookupOf } from "@/lib/crypto/lookup";
import { sealField } from "@/lib/crypto/sealed-field";
import { dataKeyFor } from "../../scripts/database/data-key-for";
import { signRetell } from "../../scripts/stack/sandbox/retell/sign";
import { type VapiAuthPlan, vapiAuthHeaders } from "../../scripts/stack/sandbox/vapi/sign";
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

/** How a Vapi agent is proven: `auth_config` is what a credential differs in from Vapi's own defaults. */
export type VapiProof = {
  auth_scheme?: "bearer" | "shared_secret" | "hmac";
  auth_config?: { header_name?: string; bearer_prefix?: boolean; signature_header?: string };
  vendor_agent_id?: string | null;
  secret?: string;
  id?: string;
};

/** An agent of an organization with a secret of its own: Retell signs, Vapi sends a bearer token. */
export function makeAgent(
  orgId: string,
  provider: "retell" | "vapi",
  sql: postgres.Sql = database(),
): Promise<TestAgent> {
  return provider === "vapi" ? makeVapiAgent(orgId, {}, sql) : makeRetellAgent(orgId, sql);
}

function makeRetellAgent(orgId: string, sql: postgres.Sql): Promise<TestAgent> {
  const secret = newSecret();
  return insertAgent(sql, orgId, {
    provider: "retell",
    auth_scheme: "retell_signature",
    vendor_agent_id: `agent_${randomBytes(8).toString("hex")}`,
    secret,
    headersFor: (rawBody) => ({ "x-retell-signature": signRetell(rawBody, secret) }),
  });
}

/** A Vapi agent with a proof of its choosing. */
export function makeVapiAgent(
  orgId: string,
  { auth_scheme = "bearer", auth_config = {}, vendor_agent_id = randomUUID(), secret = newSecret(), id }: VapiProof,
  sql: postgres.Sql = database(),
): Promise<TestAgent> {
  return insertAgent(sql, orgId, {
    ...(id && { id }),
    provider: "vapi",
    auth_scheme,
    auth_config,
    vendor_agent_id,
    secret,
    headersFor: (rawBody) => vapiAuthHeaders(rawBody, planOf(auth_scheme, auth_config, secret)),
  });
}

function planOf(
  scheme: NonNullable<VapiProof["auth_scheme"]>,
  { header_name, bearer_prefix, signature_header }: NonNullable<VapiProof["auth_config"]>,
  secret: string,
): VapiAuthPlan {
  if (scheme === "shared_secret") return { type: "secret", token: secret };
  if (scheme === "hmac") {
    return { type: "hmac", secretKey: secret, ...(signature_header && { signatureHeader: signature_header }) };
  }
  return {
    type: "bearer",
    token: secret,
    ...(header_name && { headerName: header_name }),
    ...(bearer_prefix !== undefined && { bearerPrefixEnabled: bearer_prefix }),
  };
}

async function insertAgent(
  sql: postgres.Sql,
  orgId: string,
  made: Pick<TestAgent, "provider" | "secret" | "headersFor"> & {
    id?: string;
    auth_scheme: string;
    auth_config?: Record<string, string | boolean>;
    vendor_agent_id: string | null;
  },
): Promise<TestAgent> {
  const { id = randomUUID(), provider, auth_scheme, auth_config = {}, vendor_agent_id, secret, headersFor } = made;
  const dataKey = await dataKeyFor(sql, orgId);
  const row = {
    id,
    org_id: orgId,
    provider,
    name: `Front desk ${id.slice(0, 4)}`,
    auth_scheme,
    auth_config,
    vendor_agent_id,
    secret_ciphertext: sealField(dataKey, { orgId, table: "agents", column: "secret_ciphertext", rowId: id }, secret),
    secret_last_four: secret.slice(-4),
    secret_lookup:
      auth_scheme === "bearer" || auth_scheme === "shared_secret" ? lookupOf("agent_secret", secret) : null,
  };
  const [inserted] = await sql<{ token: string }[]>`insert into public.agents ${sql(row)} returning token`;
  if (!inserted) throw new Error("The agent was not made");
  return {
    id,
    org_id: orgId,
    provider,
    token: inserted.token,
    secret,
    vendor_agent_id: vendor_agent_id ?? "",
    path: `/webhooks/agent/${inserted.token}`,
    headersFor,
  };
}

const newSecret = () => `secret_${randomBytes(16).toString("hex")}`;

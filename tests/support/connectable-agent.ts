import { randomBytes } from "node:crypto";
import { POST as create } from "@/app/api/v1/orgs/[org]/agents/route";
import { POST as keepCredential } from "@/app/api/v1/orgs/[org]/credentials/route";
import type { Agent } from "@/lib/agents/agent";
import { callRoute } from "./http";
import { makeOrganization, type TestOrganization } from "./organization";
import { makeVendorAgent } from "./vendor-sandbox";

/** A call of a route of one agent, or of what belongs to it. */
export const aboutAgent = (
  org: TestOrganization,
  cookie: string | undefined,
  id: string,
  path: string,
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" = "GET",
  body?: unknown,
) => ({ path: `/api/v1/orgs/${org.slug}/agents/${id}${path}`, params: { org: org.slug, id }, cookie, method, body });

/** An organization with one agent whose vendor agent exists at the sandbox, in a workspace of its own. */
export async function connectableAgent(provider: "retell" | "vapi", options: { withVendorId?: boolean } = {}) {
  const org = await makeOrganization();
  const cookie = await org.admin.cookie();
  const key = `key_${randomBytes(14).toString("hex")}`;
  const vendorAgent = await makeVendorAgent(provider, key);
  const body = {
    provider,
    name: "Front desk",
    secret: key,
    ...(provider === "vapi" && { auth_scheme: "bearer" }),
    ...(options.withVendorId && { vendor_agent_id: vendorAgent.id }),
  };
  const made = await callRoute(create, {
    path: `/api/v1/orgs/${org.slug}/agents`,
    params: { org: org.slug },
    method: "POST",
    cookie,
    body,
  });
  return { org, cookie, key, vendorAgent, agent: made.json<Agent>() };
}

/** Saves the key of the agent's workspace as its organization's own. */
export async function saveVendorKey(org: TestOrganization, provider: "retell" | "vapi", secret: string): Promise<void> {
  await callRoute(keepCredential, {
    path: `/api/v1/orgs/${org.slug}/credentials`,
    params: { org: org.slug },
    method: "POST",
    cookie: await org.admin.cookie(),
    body: { kind: provider, label: provider, secret },
  });
}

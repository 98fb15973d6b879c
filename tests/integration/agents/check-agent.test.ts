import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as check } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_checks/route";
import { POST as publish } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_publications/route";
import { PUT as connect } from "@/app/api/v1/orgs/[org]/agents/[id]/vendor_webhook/route";
import { POST as create } from "@/app/api/v1/orgs/[org]/agents/route";
import { GET as overview } from "@/app/api/v1/orgs/[org]/overview/route";
import type { Agent } from "@/lib/agents/agent";
import type { AgentDetail } from "@/lib/agents/get-agent";
import type { Overview } from "@/lib/analytics/read-overview";
import { env } from "@/lib/env";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

const sandbox = (path: string, body: unknown) =>
  fetch(`${env().SANDBOX_URL}/control${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).then(async (answer) => {
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json() as Promise<{ id: string }>;
  });

/** An organization with one agent, and the agent at the vendor, which delivers elsewhere so far. */
async function watched(provider: "retell" | "vapi") {
  const org = await makeOrganization();
  const cookie = await org.admin.cookie();
  const key = `key_${randomBytes(14).toString("hex")}`;
  const there = await sandbox("/agents", {
    provider,
    api_key: key,
    name: "Front desk",
    webhook_url: "https://before.example/hook",
    ...(provider === "vapi" && { auth: { type: "bearer", token: key } }),
  });
  const made = await callRoute(create, {
    path: `/api/v1/orgs/${org.slug}/agents`,
    params: { org: org.slug },
    method: "POST",
    cookie,
    body: {
      ...{ provider, name: "Front desk", secret: key, vendor_agent_id: there.id },
      ...(provider === "vapi" && { auth_scheme: "bearer" }),
    },
  });
  const agent = made.json<Agent>();
  if (provider === "vapi") {
    const { POST: keepCredential } = await import("@/app/api/v1/orgs/[org]/credentials/route");
    await callRoute(keepCredential, {
      path: `/api/v1/orgs/${org.slug}/credentials`,
      params: { org: org.slug },
      method: "POST",
      cookie,
      body: { kind: "vapi", label: "Vapi", secret: key },
    });
  }
  const about = (path: string, method: "GET" | "POST" | "PUT", body?: unknown, as = cookie) => ({
    path: `/api/v1/orgs/${org.slug}/agents/${agent.id}${path}`,
    params: { org: org.slug, id: agent.id },
    cookie: as,
    method,
    body,
  });
  return {
    org,
    agent,
    change: (change: string) => sandbox(`/agents/${there.id}/changes`, { change }),
    check: async () => {
      const answer = await callRoute(check, about("/vendor_checks", "POST"));
      expect(answer.status, answer.text).toBe(200);
      return answer.json<AgentDetail>();
    },
    connect: () => callRoute(connect, about("/vendor_webhook", "PUT", { vendor_agent_id: there.id })),
    publish: (version: number) => callRoute(publish, about("/vendor_publications", "POST", { version })),
    read: async () => (await callRoute(read, about("", "GET"))).json<AgentDetail>(),
    ask: (as: string) => callRoute(check, about("/vendor_checks", "POST", undefined, as)),
  };
}

describe("an agent at its vendor", () => {
  test("Retell: one click sets the address in a draft, says so, and publishing makes callers reach it", async () => {
    const { connect: click, publish: publishIt, check: look, change } = await watched("retell");
    expect((await look()).vendor_problems).toEqual(["webhook_elsewhere"]);
    const clicked = (await click()).json<AgentDetail>();
    expect(clicked.vendor_problems).toEqual(["unpublished"]);
    expect(clicked.vendor.snapshot).toMatchObject({ version: 1, is_published: false, published_version: 0 });
    const published = (await publishIt(1)).json<AgentDetail>();
    expect(published.vendor_problems).toEqual([]);
    expect(published.vendor.snapshot).toMatchObject({ is_published: true, published_version: 1 });
    // A version that is not the newest is refused by the vendor, in words.
    await change("voice");
    expect((await publishIt(0)).status).toBe(422);
  });

  test("what was changed at the vendor is told field by field, once, and without the prompt itself", async () => {
    const { check: look, change, connect: click } = await watched("retell");
    await click();
    const before = (await look()).vendor.changes.length;
    await change("prompt");
    await change("voice");
    const first = await look();
    expect((await look()).vendor.changes).toEqual(first.vendor.changes);
    expect(first.vendor.changes).toHaveLength(before + 1);
    expect(first.vendor.changes[0]?.fields).toEqual(
      expect.arrayContaining([
        { field: "voice", before: "11labs-Adrian", after: "11labs-Myra" },
        expect.objectContaining({ field: "prompt_hash" }),
      ]),
    );
    expect(JSON.stringify(first)).not.toContain("Ask for the name first");
  });

  test("Vapi: an address that was turned away and deliveries without proof need a person; mended, they do not", async () => {
    const { org, agent, check: look, change, connect: click } = await watched("vapi");
    const [cleared] = [await click()];
    expect(cleared.json<AgentDetail>().vendor_problems).toEqual([]);
    await change("unsign");
    expect((await look()).vendor_problems).toEqual(["unsigned"]);
    await change("webhook_elsewhere");
    expect((await look()).vendor_problems).toEqual(["webhook_elsewhere"]);
    const answer = await callRoute(overview, {
      path: `/api/v1/orgs/${org.slug}/overview`,
      params: { org: org.slug },
      cookie: await org.viewer.cookie(),
    });
    expect(answer.json<Overview>().attention).toContainEqual(
      expect.objectContaining({
        kind: "agent_drifted",
        problems: ["webhook_elsewhere"],
        agent: expect.objectContaining({ id: agent.id }),
      }),
    );
    const events =
      await database()`select data from public.events where org_id = ${org.id} and name = 'agent.changed_at_vendor'`;
    expect(events.map(({ data }) => data.problems)).toContainEqual(["webhook_elsewhere"]);
  });

  test("a viewer may not ask the vendor, a stranger finds no agent", async () => {
    const { org, ask } = await watched("retell");
    expect((await ask(await org.viewer.cookie())).status).toBe(403);
    expect((await ask(await (await makeOrganization()).admin.cookie())).status).toBe(404);
  });
});

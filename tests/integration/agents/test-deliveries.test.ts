import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as send } from "@/app/api/v1/orgs/[org]/agents/[id]/test_deliveries/route";
import { POST as webhook } from "@/app/webhooks/agent/[token]/route";
import type { Agent } from "@/lib/agents/agent";
import type { TestDelivery } from "@/lib/agents/send-test-delivery";
import { env } from "@/lib/env";
import { testMarkOf } from "@/lib/ingest/test-mark";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { bodiesOfCall, deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

// The real webhook handler behind a real socket: the test delivery leaves and comes back over the network.
let server: Server;
let answerWith: number | undefined;
beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (answerWith) return outgoing.writeHead(answerWith).end("{}");
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const request = new Request(`http://localhost${incoming.url}`, {
      method: "POST",
      headers,
      body: Buffer.concat(chunks),
    });
    const response = await webhook(request, { params: Promise.resolve({}) });
    outgoing.writeHead(response.status).end(await response.text());
  });
  const { port } = new URL(env().PUBLIC_BASE_URL);
  await new Promise<void>((resolve) => server.listen(Number(port), resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const test_ = (org: TestOrganization, cookie: string | undefined, id: string, headers: Record<string, string> = {}) =>
  callRoute(send, {
    path: `/api/v1/orgs/${org.slug}/agents/${id}/test_deliveries`,
    params: { org: org.slug, id },
    method: "POST",
    cookie,
    headers,
  });

describe("a test delivery", () => {
  test.each(["retell", "vapi"] as const)(
    "%s: goes the whole way, is not billable and validates nothing",
    async (provider) => {
      const org = await makeOrganization();
      const cookie = await org.admin.cookie();
      const agent = await makeAgent(org.id, provider);
      const answer = await test_(org, cookie, agent.id, { "idempotency-key": "the-dashboard-sends-one" });
      expect(answer.status).toBe(200);
      const result = answer.json<TestDelivery>();
      expect(result.steps.map(({ name, state }) => [name, state])).toEqual([
        ["signed", "done"],
        ["answered", "done"],
        ["stored", "done"],
        ["applied", "done"],
        ["visible", "done"],
      ]);
      expect(result).toMatchObject({ ok: true });
      const [call] =
        await database()`select id, is_billable, billable_reason from public.calls where org_id = ${org.id}`;
      expect(call).toMatchObject({ id: result.call_id, is_billable: false });
      expect(call?.billable_reason).toContain("Test delivery");
      const detail = await callRoute(read, {
        path: `/api/v1/orgs/${org.slug}/agents/${agent.id}`,
        params: { org: org.slug, id: agent.id },
        cookie,
      });
      expect(detail.json<Agent>()).toMatchObject({ status: "waiting", last_delivery_at: null });
      expect(answer.text).not.toContain(agent.secret);
    },
  );

  test("of a paused agent says that it is kept", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    await database()`update public.agents set paused_at = now() where id = ${agent.id}`;
    const result = (await test_(org, await org.admin.cookie(), agent.id)).json<TestDelivery>();
    expect(result.ok).toBe(false);
    expect(result.steps.find(({ name }) => name === "applied")).toMatchObject({ state: "failed" });
    expect(result.steps.at(-1)).toMatchObject({ name: "visible", state: "skipped" });
  });

  test("names the leg that failed", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    answerWith = 502;
    const result = (await test_(org, await org.admin.cookie(), agent.id)).json<TestDelivery>();
    answerWith = undefined;
    expect(result.steps.map(({ state }) => state)).toEqual(["done", "failed", "skipped", "skipped", "skipped"]);
    expect(result.steps[1]?.note).toContain("502");
  });

  test("cannot be pretended: the mark fits one body and only we can make it", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    const { bodies } = bodiesOfCall(agent);
    const [first = "", second = ""] = bodies;
    for (const mark of ["", "1", testMarkOf(second)]) {
      const headersFor = (body: string) => ({ ...agent.headersFor(body), "x-foyer-test": mark });
      await deliver({ ...agent, headersFor }, first);
    }
    const sources = await database()`select distinct source from public.inbound_events where org_id = ${org.id}`;
    expect(sources).toEqual([{ source: "webhook" }]);
  });

  test("is an admin's of this organization", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    expect((await test_(org, undefined, agent.id)).status).toBe(401);
    expect((await test_(org, await org.viewer.cookie(), agent.id)).status).toBe(403);
    expect((await test_(org, await (await makeOrganization()).admin.cookie(), agent.id)).status).toBe(404);
  });
});

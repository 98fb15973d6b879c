import { expect, test } from "vitest";
import { PATCH as change, GET as read } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { checkAgent } from "@/lib/agents/check-agent";
import type { AgentDetail } from "@/lib/agents/get-agent";
import type { Context } from "@/lib/auth/context";
import { withTenant } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";
import { aboutAgent, connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { callRoute } from "../../support/http";

/** What the vendor showed by the organization's key decides who is tried first on the shared address: it must be of the assistant named now. */

async function watched() {
  const { org, cookie, agent, key } = await connectableAgent("vapi", { withVendorId: true });
  await saveVendorKey(org, "vapi", key);
  const inTransaction = <T>(work: (ctx: Context) => Promise<T>) =>
    withTenant({ orgId: org.id }, (tx) =>
      work({
        org: { ...org, industry: "clinic", time_zone: "UTC", colour: "teal" as const, currency: "USD" },
        tx,
        actor: { type: "job", id: "test" },
        log: logger(),
        requestId: "test",
      }),
    );
  const name = (vendor_agent_id: string) =>
    callRoute(change, { ...aboutAgent(org, cookie, agent.id, "", "POST", { vendor_agent_id }), method: "PATCH" });
  const look = async () => {
    const detail = (await callRoute(read, aboutAgent(org, cookie, agent.id, ""))).json<AgentDetail>();
    return { seen: detail.vendor_checked_at !== null, problems: detail.vendor_problems.length };
  };
  return { agent, inTransaction, name, look };
}

test("what was seen of an assistant is forgotten when the agent names another", async () => {
  const { agent, inTransaction, name, look } = await watched();
  expect(await checkAgent(inTransaction, agent.id)).toBe(true);
  expect(await look()).toEqual({ seen: true, problems: expect.any(Number) });
  expect((await name("somebody-elses")).status).toBe(200);
  expect(await look()).toEqual({ seen: false, problems: 0 });
});

test("what is seen while the agent comes to name another is not kept", async () => {
  const { agent, inTransaction, name, look } = await watched();
  let transactions = 0;
  await checkAgent(async (work) => {
    const done = await inTransaction(work);
    transactions += 1;
    if (transactions === 1) await name("somebody-elses");
    return done;
  }, agent.id);
  expect(transactions).toBe(2);
  expect(await look()).toEqual({ seen: false, problems: 0 });
});

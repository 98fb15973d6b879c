import { describe, expect, test } from "vitest";
import { GET as readAgent } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { POST as retire } from "@/app/api/v1/orgs/[org]/credentials/[id]/retirement/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/credentials/[id]/rotation/route";
import { PATCH as change } from "@/app/api/v1/orgs/[org]/credentials/[id]/route";
import type { AgentDetail } from "@/lib/agents/get-agent";
import { checkAgentJob } from "@/lib/agents/jobs/check-agent";
import { reconcileAgentJob } from "@/lib/agents/jobs/reconcile-agent";
import { drainJobs } from "@/lib/jobs/drain";
import { logger } from "@/lib/log/logger";
import { aboutAgent, connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { at, keep, listed, NEXT } from "../../support/credentials";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";

const run = { jobId: "test", attempt: 1, deadline: Date.now() + 60_000, log: logger() };

/** An agent at Vapi whose organization's key has ended, as the round of the jobs has found it. */
async function unasked() {
  const { org, cookie, agent, key } = await connectableAgent("vapi", { withVendorId: true });
  await saveVendorKey(org, "vapi", key);
  const [credential] = await listed(org, cookie);
  const id = credential?.id ?? "";
  await database()`update public.credentials set expires_at = now() - interval '1 second' where id = ${id}`;
  const ask = async () => {
    await reconcileAgentJob.execute({ org_id: org.id, agent_id: agent.id, hours: 24, settle_ms: 0 }, run);
    await checkAgentJob.execute({ org_id: org.id, agent_id: agent.id }, run);
  };
  await ask();
  const told = async () => {
    const { reconciliation, vendor_check_error } = (
      await callRoute(readAgent, aboutAgent(org, cookie, agent.id, ""))
    ).json<AgentDetail>();
    return [reconciliation?.error ?? null, vendor_check_error];
  };
  const hasExpired = expect.stringContaining("has expired");
  expect(await told()).toEqual([hasExpired, hasExpired]);
  const waiting = async () =>
    (
      await database()<{ name: string }[]>`
        select name from pgboss.job where data->>'agent_id' = ${agent.id} and state < 'active' order by name`
    ).map(({ name }) => name);
  const credentialAt = (handler: typeof change, method: "POST" | "PATCH", body?: object) =>
    at(handler, org, id, cookie, { method, ...(body && { body }) });
  return { org, cookie, ask, told, waiting, credentialAt };
}

const WORK = ["check-agent", "reconcile-agent"];

describe("agents that could not be asked about for want of a key are asked about at once, by themselves", () => {
  test("when the key's last day is moved ahead: then they say so no more", async () => {
    const { told, credentialAt } = await unasked();
    const expires_at = new Date(Date.now() + 86_400_000).toISOString();
    expect((await credentialAt(change, "PATCH", { expires_at })).status).toBe(200);
    await drainJobs([reconcileAgentJob, checkAgentJob], Date.now() + 20_000);
    expect(await told()).toEqual([null, null]);
  });

  test("when it is rotated, and when another one is added or chosen; not when a key changes that nothing uses", async () => {
    const rotated = await unasked();
    expect((await rotated.credentialAt(rotate, "POST", { secret: NEXT })).status).toBe(201);
    expect(await rotated.waiting()).toEqual(WORK);

    const added = await unasked();
    await keep(added.org, added.cookie, { kind: "retell", label: "Other vendor" });
    await added.credentialAt(change, "PATCH", { label: "Renamed" });
    expect(await added.waiting()).toEqual([]);
    await keep(added.org, added.cookie, { kind: "vapi", label: "Next", secret: NEXT });
    expect(await added.waiting()).toEqual(WORK);
  });

  test("but an agent that says nothing of the kind waits for its round", async () => {
    const { org, waiting, credentialAt } = await unasked();
    await database()`
      update public.agents set reconciliation_error = null, vendor_check_error = null where org_id = ${org.id}`;
    await credentialAt(rotate, "POST", { secret: NEXT });
    expect(await waiting()).toEqual([]);
  });
});

test("an agent whose ended key was retired, and for which there is none now, no longer complains of the old one", async () => {
  const { ask, told, credentialAt } = await unasked();
  await credentialAt(retire, "POST");
  await ask();
  expect(await told()).toEqual([null, null]);
});

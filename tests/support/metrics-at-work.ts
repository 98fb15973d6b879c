import { expect, vi } from "vitest";
import { z } from "zod";
import { GET as overview } from "@/app/api/v1/orgs/[org]/overview/route";
import { POST as receive } from "@/app/webhooks/agent/[token]/route";
import { onRequestError } from "@/instrumentation";
import { withoutTenant } from "@/lib/db/tenant";
import { defineJob, PermanentError } from "@/lib/jobs/define-job";
import { drainJobs } from "@/lib/jobs/drain";
import { enqueue } from "@/lib/jobs/enqueue";
import { DEAD_LETTERS } from "@/lib/jobs/queues";
import { subscribe } from "@/lib/live/hub";
import { makeAgent, type TestAgent } from "./agent";
import { askWith, makeKey } from "./api-keys";
import { database } from "./database";
import { bodiesOfCall, deliver } from "./deliveries";
import { callRoute } from "./http";
import { makeOrganization, type TestOrganization } from "./organization";

/** Deliveries of one vendor that end in every way a delivery can end; gives back the ways. */
export async function deliverInEveryWay(provider: TestAgent["provider"]): Promise<string[]> {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, provider);
  let heard = 0;
  const end = await subscribe(org.id, () => {
    heard += 1;
  });
  const [started = "", next = ""] = bodiesOfCall(agent).bodies;
  const [ofAnother = ""] = bodiesOfCall(agent).bodies;
  const ways: string[] = [];
  const send = async (body: string, to: TestAgent = agent) =>
    ways.push((await deliver(to, body)).headers.get("x-delivery-state") ?? "");
  await send(started);
  await send(started);
  await send('{"event":"call_started","message":{}}');
  await vi.waitUntil(() => heard > 0, { timeout: 20_000 });
  end();
  await database().begin(async (tx) => {
    await tx`select id from public.calls where org_id = ${org.id} for update`;
    await send(next);
  });
  const paused = await makeAgent(org.id, provider);
  await database()`update public.agents set paused_at = now() where id = ${paused.id}`;
  await send(bodiesOfCall(paused).bodies[0] ?? "", paused);
  await deliver({ ...agent, headersFor: () => ({}) }, ofAnother);
  const silent = await makeAgent(org.id, provider);
  await database()`update public.agents set secret_ciphertext = null, secret_lookup = null where id = ${silent.id}`;
  await deliver(silent, bodiesOfCall(silent).bodies[0] ?? "");
  // Known for a moment longer, and nowhere to be written to any more.
  const gone = await makeAgent(org.id, provider);
  await deliver(gone, "{}");
  await database()`delete from public.agents where id = ${gone.id}`;
  await deliver(gone, bodiesOfCall(gone).bodies[0] ?? "");
  const token = `agent_${crypto.randomUUID().replaceAll("-", "")}`;
  await callRoute(receive, { method: "POST", path: `/webhooks/agent/${token}`, params: { token }, body: {} });
  return ways;
}

/** Reads, refusals and failures of every kind that is counted by its own. */
export async function askAndFail(org: TestOrganization): Promise<void> {
  const key = await makeKey(org, ["calls:read", "organization:read"], { requests_per_minute: 1 });
  const path = `/api/v1/orgs/${org.slug}/overview`;
  const cookie = await org.viewer.cookie();
  for (let time = 0; time < 2; time++) {
    expect((await callRoute(overview, { path, params: { org: org.slug }, cookie })).status).toBe(200);
    await askWith(key.token, overview, org, { path });
  }
  process.env.NEXT_RUNTIME = "nodejs";
  await onRequestError(
    new Error("a page broke"),
    { path: "/", method: "GET", headers: {} },
    {
      routerKind: "App Router",
      routePath: "/[org]/calls",
      routeType: "render",
      renderSource: "react-server-components",
      revalidateReason: undefined,
    },
  );
}

/** Jobs that are done, that fail for good, and one that nobody drains and that is four minutes old. */
export async function runAndLeaveJobs(): Promise<{ left: string; forget(): Promise<void> }> {
  const schema = z.object({ person_id: z.uuid() });
  const named = (kind: string, run: () => Promise<void>) =>
    defineJob({ name: `${kind}-${crypto.randomUUID()}`, schema, run });
  const done = named("done", async () => undefined);
  const failing = named("failing", () => Promise.reject(new PermanentError("never")));
  const left = named("left", async () => undefined);
  for (const job of [done, failing, left])
    await withoutTenant((tx) => enqueue(tx, job, { person_id: crypto.randomUUID() }));
  expect(await drainJobs([done, failing], Date.now() + 20_000)).toEqual({ completed: 1, failed: 1 });
  await database()`
    update pgboss.job set created_on = now() - interval '4 minutes', start_after = now() - interval '4 minutes'
    where name = ${left.name}`;
  return {
    left: left.name,
    async forget() {
      await database()`delete from pgboss.job where name = ${left.name}`;
      await database()`delete from pgboss.job where name = ${DEAD_LETTERS} and data->>'job' = ${failing.name}`;
    },
  };
}

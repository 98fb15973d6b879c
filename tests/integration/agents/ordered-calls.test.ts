import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reconcileAgent } from "@/lib/agents/reconcile-agent";
import { env } from "@/lib/env";
import { withJobContext } from "@/lib/jobs/with-job-context";
import { logger } from "@/lib/log/logger";
import { type HttpService, serveHttp } from "@/scripts/stack/process/serve-http";
import { ListQuery, listNewest } from "@/scripts/stack/sandbox/vapi/list-calls";
import { connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { database } from "../../support/database";

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

type Times = { created: number; ended: number; updated: number };
/** A finished call, its times in hours before now. */
const over = ({ created, ended, updated }: Times) => ({
  id: randomUUID(),
  type: "outboundPhoneCall",
  status: "ended",
  endedReason: "customer-ended-call",
  createdAt: ago(created),
  startedAt: ago(ended + 0.1),
  endedAt: ago(ended),
  updatedAt: ago(updated),
  customer: { number: "+12125550123" },
  analysis: { summary: "Reminded of Wednesday." },
});

/** Vapi as it lists calls that are as old as no test of the sandbox. */
const calls: (ReturnType<typeof over> & { assistantId: string })[] = [];
const configured = env();
const sandbox = configured.VAPI_BASE_URL;
let vendor: HttpService;

beforeAll(async () => {
  vendor = await serveHttp(0, async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/call")
      return Response.json(listNewest(calls, ListQuery.parse(Object.fromEntries(searchParams))));
    return Response.json(calls.find(({ id }) => pathname === `/call/${id}`));
  });
});
afterAll(async () => {
  configured.VAPI_BASE_URL = sandbox;
  await vendor.stop();
});

test("a Vapi call that was ordered days before it was placed is fetched, one of then that was only touched is not", async () => {
  const { org, agent, vendorAgent, key } = await connectableAgent("vapi", { withVendorId: true });
  await saveVendorKey(org, "vapi", key);
  configured.VAPI_BASE_URL = vendor.url;
  const made = [
    { created: 60, ended: 60, updated: 0.2 },
    { created: 72, ended: 0.3, updated: 0.3 },
    { created: 80, ended: 79, updated: 79 },
  ].map((times) => ({ ...over(times), assistantId: vendorAgent.id }));
  calls.push(...made);
  const run = {
    data: { org_id: org.id },
    jobId: randomUUID(),
    attempt: 1,
    deadline: Date.now() + 8_000,
    log: logger(),
  };
  const span = { agentId: agent.id, hours: 24, settleMs: 0, deadline: run.deadline, requestId: run.jobId };
  const compare = () => reconcileAgent((work) => withJobContext(run, "test", work), span);
  expect(await compare()).toMatchObject({ vendor_calls: 1, recovered_calls: 1 });
  const kept = await database()`select vendor_call_id, status from public.calls where org_id = ${org.id}`;
  expect(kept).toEqual([{ vendor_call_id: made[1]?.id, status: "ended" }]);
  expect(await compare()).toMatchObject({ vendor_calls: 1, missing_calls: 0, recovered_calls: 0 });
});

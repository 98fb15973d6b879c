import { afterEach, beforeEach, expect, it } from "vitest";
import { POST } from "@/app/webhooks/agent/[token]/route";
import { type HttpService, serveHttp } from "../../../scripts/stack/process/serve-http";
import { startTestSandbox, type TestSandbox } from "../../contract/sandbox/control";
import { makeAgent, type TestAgent } from "../../support/agent";
import { outcomeOf } from "../../support/call-outcome";
import { database } from "../../support/database";
import { deliver } from "../../support/deliveries";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

const LATE_MS = 3_000;

type Arrival = { at: number; body: string; status: number };

let sandbox: TestSandbox;
let door: HttpService;
let arrivals: Arrival[];
/** Runs while the vendor waits for the answer to a delivery, before it is taken. */
let atDoor: (body: string) => Promise<unknown>;

// The vendor's own deliveries over HTTP, into the handler as Next would call it.
beforeEach(async () => {
  arrivals = [];
  atDoor = async () => {};
  const take = async (request: Request) => {
    const body = await request.text();
    const path = new URL(request.url).pathname;
    await atDoor(body);
    const at = Date.now();
    const token = path.split("/").at(-1) ?? "";
    const headers = Object.fromEntries(request.headers);
    const { status, text } = await callRoute(POST, { method: "POST", path, params: { token }, headers, body });
    arrivals.push({ at, body, status });
    return new Response(text, { status });
  };
  [sandbox, door] = await Promise.all([startTestSandbox(), serveHttp(0, take)]);
});
afterEach(() => Promise.all([sandbox.remove(), door.stop()]));

const register = (agent: TestAgent) =>
  sandbox.control("POST", "/agents", {
    provider: agent.provider,
    api_key: agent.provider === "retell" ? agent.secret : `key_${agent.id}`,
    vendor_agent_id: agent.vendor_agent_id,
    name: "Front desk",
    webhook_url: `${door.url}${agent.path}`,
    ...(agent.provider === "vapi" && { auth: { type: "bearer", token: agent.secret } }),
  });

const place = (agent: TestAgent, faults: string[]) =>
  sandbox.control("POST", "/calls", { agent_id: agent.vendor_agent_id, conversation: "test-drive", pace: 0, faults });

/** How the same words end that came in the vendor's order, once each, to an agent of another organization. */
async function punctual(agent: TestAgent, call: string, bodies: readonly string[]) {
  const twin = await makeAgent((await makeOrganization()).id, agent.provider);
  for (const body of bodies) {
    const { status, text } = await deliver(twin, body.replaceAll(agent.vendor_agent_id, twin.vendor_agent_id));
    expect([status, text]).toEqual([200, expect.anything()]);
  }
  return outcomeOf(twin.org_id, call);
}

const taken = () => arrivals.filter(({ status }) => status === 200);
const waiting = (orgId: string) => database()`
  select event_type, state, error from public.inbound_events where org_id = ${orgId} and state not in ('applied', 'ignored')`;

it.each(["retell", "vapi"] as const)(
  "%s: a start that arrives after the end changes nothing of how the call ends",
  async (provider) => {
    const agent = await makeAgent((await makeOrganization()).id, provider);
    await register(agent);
    await sandbox.control("POST", "/faults", { probability: { delay: 1 }, delay_ms: LATE_MS });
    // Each delivery has a forged copy before it; with the first of them the delays end, so that only the start is late. However
    // long the others take, it is not let in before they have been looked at.
    let start: string | undefined;
    const looked = Promise.withResolvers<void>();
    atDoor = async (body) => {
      if (body === start) await looked.promise;
      if (start !== undefined) return;
      const { forged: _, ...claim } = JSON.parse(body);
      start = JSON.stringify(claim);
      await sandbox.control("POST", "/faults", { probability: { delay: 0 } });
    };
    const { id } = await place(agent, ["forge"]);

    const before = taken();
    const early = await outcomeOf(agent.org_id, id);
    expect(early.call).toMatchObject({ status: "ended" });
    expect(before.map(({ body }) => body)).not.toContain(start);
    looked.resolve();
    await expect.poll(() => taken().length).toBe(before.length + 1);
    const late = taken().at(-1);
    expect(late?.body).toBe(start);
    expect((late?.at ?? 0) - (arrivals[0]?.at ?? 0)).toBeGreaterThanOrEqual(LATE_MS - 1);
    const { deliveries } = await sandbox.control("GET", `/calls/${id}`);
    expect(deliveries.filter(({ fault }) => fault === "delay").map(({ status }) => status)).toEqual([200]);

    const inOrder = [late, ...before].map((arrival) => arrival?.body ?? "");
    expect(await waiting(agent.org_id)).toEqual([]);
    const outcome = await outcomeOf(agent.org_id, id);
    expect(outcome.stored).toBe(inOrder.length);
    expect(outcome).toEqual(await punctual(agent, id, inOrder));
    // Control: without the one that was late it would have been another.
    expect(early).not.toEqual(outcome);
  },
);

it("a call whose every delivery is late is unknown until then, and complete after", async () => {
  const agent = await makeAgent((await makeOrganization()).id, "retell");
  await register(agent);
  await sandbox.control("POST", "/faults", { delay_ms: 600 });
  const placed = Date.now();
  const { id } = await place(agent, ["delay"]);
  expect(arrivals).toEqual([]);
  expect((await outcomeOf(agent.org_id, id)).stored).toBe(0);
  await expect.poll(() => taken().length).toBe(3);
  expect((arrivals[0]?.at ?? 0) - placed).toBeGreaterThanOrEqual(599);
  await expect.poll(() => waiting(agent.org_id)).toEqual([]);
  const events = (body: string) => ["call_started", "call_ended", "call_analyzed"].indexOf(JSON.parse(body).event);
  const inOrder = taken()
    .map(({ body }) => body)
    .toSorted((one, other) => events(one) - events(other));
  expect(await outcomeOf(agent.org_id, id)).toEqual(await punctual(agent, id, inOrder));
});

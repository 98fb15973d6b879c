import { expect, test } from "vitest";
import { checkAgentJob } from "@/lib/agents/jobs/check-agent";
import { reconcileAgent } from "@/lib/agents/reconcile-agent";
import { withJobContext } from "@/lib/jobs/with-job-context";
import { logger } from "@/lib/log/logger";
import { connectableAgent, saveVendorKey } from "../../support/connectable-agent";
import { database } from "../../support/database";
import { falteringVendor } from "../../support/faltering-vendor";
import { callAsRead } from "../../support/opened-call";
import { placeVendorCall } from "../../support/vendor-sandbox";

const retell = falteringVendor("retell");
const vapi = falteringVendor("vapi");

const jobOf = (org: { id: string }, leftMs = 30_000) => ({
  ...{ data: { org_id: org.id }, jobId: "test", attempt: 1, log: logger() },
  deadline: Date.now() + leftMs,
});

/** A Retell agent that was looked at once, and what is known of it after each look. */
async function lookedAt() {
  const { org, agent } = await connectableAgent("retell", { withVendorId: true });
  const look = (leftMs?: number) => checkAgentJob.execute({ org_id: org.id, agent_id: agent.id }, jobOf(org, leftMs));
  const seen = async () => {
    const snapshots = await database()<{ content: { prompt_hash: string | null; tools: string[] } }[]>`
      select content from public.agent_snapshots where agent_id = ${agent.id} order by id`;
    const facts = await database()<{ fields: string[] }[]>`
      select data->'fields' as fields from public.events
      where org_id = ${org.id} and name = 'agent.changed_at_vendor' order by id`;
    return { snapshots: snapshots.map(({ content }) => content), fields: facts.flatMap(({ fields }) => fields) };
  };
  await look();
  return { look, seen, first: await seen() };
}

test.each([503, "silence"] as const)(
  "a model that cannot be read just now (%s) is asked for again, and its agent has not changed by it",
  async (fault) => {
    const { look, seen, first } = await lookedAt();
    expect(first.snapshots).toMatchObject([{ prompt_hash: expect.any(String) }]);
    retell.falter((path) => (path.startsWith("/get-retell-llm/") ? fault : undefined));
    // A second longer than its own time, of which it has none left.
    await expect(look(-4_000)).rejects.toMatchObject({ name: "VendorError", permanent: false });
    expect(await seen()).toEqual(first);
    retell.mend();
    await look();
    expect(await seen()).toEqual(first);
  },
);

test("a model that its key may not read leaves its fields out", async () => {
  const { look, seen } = await lookedAt();
  retell.falter((path) => (path.startsWith("/get-retell-llm/") ? 403 : undefined));
  await look();
  expect((await seen()).snapshots.at(-1)).toMatchObject({ prompt_hash: null, tools: [] });
});

/** A Vapi agent with two calls that are not here, how they are compared, and with whom they have been. */
async function twoCallsAway() {
  const { org, agent, vendorAgent, key } = await connectableAgent("vapi", { withVendorId: true });
  await saveVendorKey(org, "vapi", key);
  for (let calls = 0; calls < 2; calls += 1) await placeVendorCall(vendorAgent.id);
  const compare = () => {
    const run = jobOf(org);
    const span = { agentId: agent.id, hours: 24, settleMs: 0, deadline: run.deadline, requestId: run.jobId };
    return reconcileAgent((work) => withJobContext(run, "test", work), span);
  };
  const numbered = async () => {
    const calls = await database()<{ id: string }[]>`select id from public.calls where org_id = ${org.id}`;
    const read = await Promise.all(calls.map(({ id }) => callAsRead(org.id, id)));
    return read.map(({ to_number }) => typeof to_number === "string");
  };
  return { compare, numbered };
}

test("a call whose number cannot be read just now is not kept without it", async () => {
  const { compare, numbered } = await twoCallsAway();
  vapi.falter((path) => (path.startsWith("/phone-number/") ? 503 : undefined));
  await expect(compare()).rejects.toMatchObject({ name: "VendorError", status: 503 });
  expect(await numbered()).toEqual([]);
  vapi.mend();
  expect(await compare()).toMatchObject({ recovered_calls: 2, missing_calls: 0 });
  expect(await numbered()).toEqual([true, true]);
});

test("a call whose number is gone is kept without it, and the number is asked for once", async () => {
  const { compare, numbered } = await twoCallsAway();
  let asked = 0;
  vapi.falter((path) => {
    if (!path.startsWith("/phone-number/")) return undefined;
    asked += 1;
    return 404;
  });
  expect(await compare()).toMatchObject({ recovered_calls: 2, missing_calls: 0 });
  expect(await numbered()).toEqual([false, false]);
  expect(asked).toBe(1);
});

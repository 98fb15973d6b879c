import type { Context } from "../auth/context";
import { listCalls } from "../calls/list-calls";
import { webhookSecretOf } from "../credentials/webhook-secret";
import { withTenant } from "../db/tenant";
import { recordEvent } from "../events/record-event";
import { readText } from "../http/read-text";
import { TEST_MARK_HEADER, testMarkOf } from "../ingest/test-mark";
import { signAsRetell } from "../voice/retell/sign";
import { signAsVapi } from "../voice/vapi/sign";
import { describeAgent } from "./agent";
import { keyOrThrow } from "./list-vendor-agents";
import { type AgentRow, agentOrThrow } from "./rows";
import { testCall } from "./test-call";

/** One leg of the round trip. `ms` is what it took, `note` what was found. */
export type TestStep = {
  name: "signed" | "answered" | "stored" | "applied" | "visible";
  state: "done" | "failed" | "skipped";
  ms: number | null;
  note: string;
};

export type TestDelivery = {
  ok: boolean;
  steps: TestStep[];
  delivery_id: string | null;
  call_id: string | null;
  total_ms: number;
};

const TIMEOUT_MS = 10_000;
const PROMISED_MS = 200;

/**
 * Sends a finished test call the whole way: signed with the agent's secret, over the network to its public address,
 * verified, kept, applied, and read again as the list of calls reads. Its call is never billable. It does not validate the
 * agent: only the vendor's own delivery shows that the vendor knows address and secret.
 * @returns work to be done after the transaction, because the delivery needs a connection of its own
 */
export async function sendTestDelivery(ctx: Context, id: string): Promise<() => Promise<TestDelivery>> {
  const agent = await agentOrThrow(ctx, id);
  const secret = await webhookSecretOf(ctx, agent);
  const proof = keyOrThrow(secret);
  await recordEvent(ctx, { name: "agent.test_sent", subject: { type: "agent", id }, data: { name: agent.name } });
  return () => roundTrip(ctx, agent, proof);
}

async function roundTrip(ctx: Context, agent: AgentRow, secret: string): Promise<TestDelivery> {
  const begun = performance.now();
  const { vendor_call_id, body } = testCall(agent, Date.now());
  const headers = headersOf(agent, secret, body);
  const steps: TestStep[] = [
    {
      name: "signed",
      state: "done",
      ms: since(begun),
      note: `Signed with the secret ending in ${agent.secret_last_four}`,
    },
  ];
  const finish = (delivery_id: string | null, call_id: string | null): TestDelivery => ({
    ok: steps.every(({ state }) => state === "done"),
    steps: [...steps, ...missing(steps)],
    delivery_id,
    call_id,
    total_ms: since(begun),
  });

  const answered = await post(describeAgent(agent).webhook_url, body, headers);
  steps.push(answered);
  if (answered.state !== "done") return finish(null, null);

  const found = await timed(() => storedDelivery(ctx, vendor_call_id));
  const delivery = found.value;
  steps.push({
    name: "stored",
    state: delivery ? "done" : "failed",
    ms: found.ms,
    note: delivery ? "Kept in the inbox, word for word" : "The delivery was answered but is not in the inbox",
  });
  if (!delivery) return finish(null, null);

  const applied = delivery.state === "applied" && delivery.call_id !== null;
  steps.push({
    name: "applied",
    state: applied ? "done" : "failed",
    ms: delivery.applied_ms,
    note: applied ? "Became a call that is not billable" : appliedProblem(delivery.state, delivery.error),
  });
  if (!applied) return finish(delivery.id, null);

  const listed = await timed(() =>
    withTenant({ orgId: ctx.org.id }, (tx) =>
      listCalls({ ...ctx, tx }, { agent_id: [agent.id], is_billable: false, limit: 50 }),
    ),
  );
  const isVisible = listed.value.data.some((call) => call.id === delivery.call_id);
  steps.push({
    name: "visible",
    state: isVisible ? "done" : "failed",
    ms: listed.ms,
    note: isVisible ? "Found in the list of calls" : "The call is not in the list of calls",
  });
  return finish(delivery.id, delivery.call_id);
}

function headersOf(agent: AgentRow, secret: string, rawBody: string): Record<string, string> {
  const nowMs = Date.now();
  const proof =
    agent.auth_scheme === "retell_signature"
      ? { "x-retell-signature": signAsRetell(rawBody, secret, nowMs) }
      : signAsVapi({ rawBody, scheme: agent.auth_scheme, config: agent.auth_config, secret, nowMs });
  return { ...proof, "content-type": "application/json", [TEST_MARK_HEADER]: testMarkOf(rawBody) };
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<TestStep> {
  const begun = performance.now();
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: "POST", body, headers, signal, redirect: "error", cache: "no-store" });
    await readText(response.body);
    const ms = since(begun);
    if (!response.ok) return { name: "answered", state: "failed", ms, note: answerProblem(response.status) };
    const slow = ms > PROMISED_MS ? `, slower than the ${PROMISED_MS} ms we promise` : "";
    return { name: "answered", state: "done", ms, note: `Answered ${response.status}${slow}` };
  } catch {
    const note = "The public address cannot be reached from here. Check PUBLIC_BASE_URL.";
    return { name: "answered", state: "failed", ms: since(begun), note };
  }
}

async function storedDelivery(ctx: Context, vendorCallId: string) {
  const row = await withTenant({ orgId: ctx.org.id }, (tx) =>
    tx
      .selectFrom("inbound_events")
      .select(["id", "state", "call_id", "error", "received_at", "applied_at"])
      .where("org_id", "=", ctx.org.id)
      .where("vendor_call_id", "=", vendorCallId)
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  if (!row) return undefined;
  return { ...row, applied_ms: row.applied_at && Math.max(0, row.applied_at.getTime() - row.received_at.getTime()) };
}

function answerProblem(status: number): string {
  if (status === 401) return "Answered 401: the signature was not believed. Save the secret again.";
  if (status === 503) return "Answered 503: the saved secret cannot be used. Save it again.";
  if (status === 429) return "Answered 429: too many deliveries just now. Try again in a minute.";
  return `Answered ${status}`;
}

function appliedProblem(state: string, error: string | null): string {
  if (state === "received") return "Kept, not applied: the agent is paused. It is applied when the agent resumes.";
  return error ?? `The delivery is ${state}`;
}

const NAMES: TestStep["name"][] = ["signed", "answered", "stored", "applied", "visible"];

function missing(steps: readonly TestStep[]): TestStep[] {
  return NAMES.slice(steps.length).map((name) => ({ name, state: "skipped", ms: null, note: "Not tried" }));
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const begun = performance.now();
  return { value: await work(), ms: since(begun) };
}

function since(begun: number): number {
  return Math.round((performance.now() - begun) * 10) / 10;
}

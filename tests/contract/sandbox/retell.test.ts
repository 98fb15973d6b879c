import Retell from "retell-sdk";
import { verify } from "retell-sdk/lib/webhook_auth";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "./control";
import { type Receiver, startReceiver } from "./receiver";

const KEY = "key_contract_0123456789abcdef";
const AGENT = "agent_contract_retell";

let sandbox: TestSandbox;
let receiver: Receiver;
let retell: Retell;

beforeAll(async () => {
  [sandbox, receiver] = await Promise.all([startTestSandbox(), startReceiver()]);
  retell = new Retell({ apiKey: KEY, baseURL: `${sandbox.url}/retell`, maxRetries: 0 });
});
afterAll(() => Promise.all([sandbox.remove(), receiver.close()]));
afterEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => ({ status: 204 });
});

const register = (settings: object = {}) =>
  sandbox.control("POST", "/agents", {
    provider: "retell",
    api_key: KEY,
    vendor_agent_id: AGENT,
    name: "Front desk",
    webhook_url: receiver.url,
    ...settings,
  });

const place = (order: object = {}) =>
  sandbox.control("POST", "/calls", { agent_id: AGENT, conversation: "test-drive", pace: 0, ...order });

const events = () => receiver.received.map(({ json }) => json.event);

describe("Retell's SDK against the stand-in", () => {
  test("an unknown key is refused", async () => {
    const stranger = new Retell({ apiKey: "key_of_nobody", baseURL: `${sandbox.url}/retell`, maxRetries: 0 });
    await expect(stranger.agent.list()).rejects.toThrow(Retell.AuthenticationError);
  });

  test("an agent is created, read, changed, listed and deleted", async () => {
    await register();
    const created = await retell.agent.create({
      agent_name: "Night desk",
      voice_id: "11labs-Adrian",
      response_engine: { type: "retell-llm", llm_id: "llm_1" },
    });
    const changed = await retell.agent.update(created.agent_id, {
      webhook_url: "https://foyer.example/webhooks/agent/x",
    });
    expect(changed.webhook_url).toBe("https://foyer.example/webhooks/agent/x");
    expect(await retell.agent.retrieve(created.agent_id)).toMatchObject({
      agent_name: "Night desk",
      webhook_url: changed.webhook_url,
    });
    const listed = await retell.agent.list();
    expect(listed.items.map((agent) => agent.agent_id)).toEqual([AGENT, created.agent_id]);
    await retell.agent.delete(created.agent_id);
    await expect(retell.agent.retrieve(created.agent_id)).rejects.toThrow(Retell.NotFoundError);
  });

  test("another workspace's agent and call are not found", async () => {
    await register();
    const call = await place();
    const otherKey = "key_other_0123456789abcdef";
    await sandbox.control("POST", "/workspaces", { provider: "retell", api_key: otherKey });
    const other = new Retell({ apiKey: otherKey, baseURL: `${sandbox.url}/retell`, maxRetries: 0 });
    await expect(other.agent.retrieve(AGENT)).rejects.toThrow(Retell.NotFoundError);
    await expect(other.call.retrieve(call.id)).rejects.toThrow(Retell.NotFoundError);
    expect((await other.call.list({})).items).toEqual([]);
  });

  test("every webhook of a call is signed so that the SDK accepts it, and a forged one is not", async () => {
    await register();
    await place({ faults: ["forge"] });
    const verdicts = await Promise.all(
      receiver.received.map(async ({ headers, body, json }) => ({
        forged: json.forged === true,
        verified: await verify(body, KEY, String(headers["x-retell-signature"])),
      })),
    );
    expect(verdicts.filter(({ forged }) => forged)).toHaveLength(3);
    expect(verdicts.filter(({ forged }) => !forged)).toHaveLength(3);
    for (const { forged, verified } of verdicts) expect(verified).toBe(!forged);
  });

  test("an agent without webhook_events sends the three default events, in order", async () => {
    await register();
    await place();
    expect(events()).toEqual(["call_started", "call_ended", "call_analyzed"]);
  });

  test("webhook_events decides what is sent", async () => {
    await register({ vendor_agent_id: "agent_events", events: ["call_ended", "transcript_updated"] });
    await place({ agent_id: "agent_events" });
    expect(new Set(events())).toEqual(new Set(["transcript_updated", "call_ended"]));
    expect(events().filter((event) => event === "transcript_updated")).toHaveLength(17);
  });

  test("a call that nobody answers has no call_started and no recording", async () => {
    await register();
    const call = await place({ conversation: "no-answer" });
    expect(events()).toEqual(["call_ended", "call_analyzed"]);
    const known = await retell.call.retrieve(call.id);
    expect(known).toMatchObject({ call_status: "not_connected", disconnection_reason: "dial_no_answer" });
    expect(known.recording_url).toBeUndefined();
  });

  test("the API answers the same call as the webhook said", async () => {
    await register();
    const call = await place();
    const { call: said } = receiver.received.at(-1)?.json ?? {};
    expect(await retell.call.retrieve(call.id)).toEqual(said);
  });

  test("a list leaves the transcripts out, pages, and filters by agent, status and start", async () => {
    await register({ vendor_agent_id: "agent_list" });
    const ids: string[] = [];
    for (const conversation of ["test-drive", "no-answer", "robocall"]) {
      ids.push((await place({ agent_id: "agent_list", conversation })).id);
    }
    const agent = [{ agent_id: "agent_list" }];
    const first = await retell.call.list({ filter_criteria: { agent }, limit: 2, sort_order: "ascending" });
    expect(first.items).toHaveLength(2);
    expect(first.has_more).toBe(true);
    for (const item of first.items) expect(Object.keys(item).filter((key) => key.startsWith("transcript"))).toEqual([]);
    const { pagination_key } = first;
    if (!pagination_key) throw new Error("the first page names no pagination_key");
    const second = await retell.call.list({
      filter_criteria: { agent },
      limit: 2,
      sort_order: "ascending",
      pagination_key,
    });
    expect([...first.items, ...second.items].map((call) => call.call_id).sort()).toEqual(ids.sort());
    const unconnected = await retell.call.list({
      filter_criteria: { agent, call_status: { type: "enum", op: "in", value: ["not_connected"] } },
    });
    expect(unconnected.items).toHaveLength(1);
    const future = { type: "number", op: "ge", value: Date.now() + 1000 } as const;
    expect((await retell.call.list({ filter_criteria: { agent, start_timestamp: future } })).items).toEqual([]);
    const recent = { type: "range", op: "bt", value: [Date.now() - 600_000, Date.now()] } as const;
    const found = await retell.call.list({
      filter_criteria: { agent, start_timestamp: { ...recent, value: [...recent.value] } },
    });
    expect(found.items).toHaveLength(3);
  });

  test("an outbound call carries number, metadata and variables to its webhooks", async () => {
    await register({ vendor_agent_id: "agent_out", name: "Outbound" });
    await sandbox.control("POST", "/traffic", { calls_per_minute: 0, pace: 1000 });
    const call = await retell.call.createPhoneCall({
      from_number: "+15125550100",
      to_number: "+13125550147",
      override_agent_id: "agent_out",
      metadata: { lead_id: "ld_1" },
      retell_llm_dynamic_variables: { first_name: "Dana" },
    });
    expect(call).toMatchObject({ call_status: "registered", direction: "outbound", to_number: "+13125550147" });
    await expect
      .poll(() => receiver.received.find(({ json }) => json.event === "call_analyzed")?.json.call, { timeout: 15_000 })
      .toMatchObject({
        call_id: call.call_id,
        metadata: { lead_id: "ld_1" },
        retell_llm_dynamic_variables: { first_name: "Dana" },
      });
  }, 20_000);

  test("concurrency is reported", async () => {
    expect(await retell.concurrency.retrieve()).toMatchObject({ concurrency_limit: 20, current_concurrency: 0 });
  });

  test("a delivery that fails is retried three times and no more", async () => {
    await register();
    await sandbox.control("POST", "/faults", { retry_delays_ms: [5, 10, 15] });
    receiver.answer = ({ json }) => ({ status: json.event === "call_ended" ? 500 : 204 });
    const call = await place();
    const attempts = async () => {
      const { deliveries } = await sandbox.control("GET", `/calls/${call.id}`);
      return deliveries.filter(({ event }) => event === "call_ended").map(({ attempt }) => attempt);
    };
    await expect.poll(attempts).toEqual([1, 2, 3, 4]);
    expect(events().filter((event) => event === "call_ended")).toHaveLength(4);
  });

  test("a dropped call is delivered never and found by the list", async () => {
    await register({ vendor_agent_id: "agent_drop" });
    const call = await place({ agent_id: "agent_drop", faults: ["drop"] });
    expect(receiver.received).toEqual([]);
    const { items } = await retell.call.list({ filter_criteria: { agent: [{ agent_id: "agent_drop" }] } });
    expect(items.map((item) => item.call_id)).toEqual([call.id]);
  });

  test("a duplicated call sends each event twice, a reordered one ends before it starts", async () => {
    await register();
    await place({ faults: ["duplicate"] });
    expect(events().sort()).toEqual([
      "call_analyzed",
      "call_analyzed",
      "call_ended",
      "call_ended",
      "call_started",
      "call_started",
    ]);
    receiver.received.length = 0;
    await place({ faults: ["reorder"] });
    expect(events()).toEqual(["call_analyzed", "call_ended", "call_started"]);
  });

  test("a fault ordered for the next call happens once", async () => {
    await register();
    await sandbox.control("POST", "/faults", { next_call: ["drop"] });
    await place();
    expect(receiver.received).toEqual([]);
    await place();
    expect(events()).toHaveLength(3);
  });
});

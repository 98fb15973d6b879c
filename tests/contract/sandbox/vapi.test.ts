import { VapiClient, VapiError } from "@vapi-ai/server-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { vapiAuthHeaders } from "@/scripts/stack/sandbox/vapi/sign";
import { startTestSandbox, type TestSandbox } from "./control";
import { type Receiver, startReceiver } from "./receiver";

const KEY = "vapi_contract_0123456789abcdef";
const ASSISTANT = "5f4c1a56-0d0f-4c5e-9b43-6a1b8f4f2f10";

let sandbox: TestSandbox;
let receiver: Receiver;
let vapi: VapiClient;

beforeAll(async () => {
  [sandbox, receiver] = await Promise.all([startTestSandbox(), startReceiver()]);
  await sandbox.control("POST", "/workspaces", { provider: "vapi", api_key: KEY });
  vapi = new VapiClient({ token: KEY, baseUrl: `${sandbox.url}/vapi`, maxRetries: 0 });
});
afterAll(() => Promise.all([sandbox.remove(), receiver.close()]));
afterEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => ({ status: 200, body: {} });
});

const register = (settings: object = {}) =>
  sandbox.control("POST", "/agents", {
    provider: "vapi",
    api_key: KEY,
    vendor_agent_id: ASSISTANT,
    name: "Front desk",
    webhook_url: receiver.url,
    ...settings,
  });

const place = (order: object = {}) =>
  sandbox.control("POST", "/calls", { agent_id: ASSISTANT, conversation: "book-first-visit", pace: 0, ...order });

type Message = { type: string; status?: string; [key: string]: unknown };
const messages = () => receiver.received.map(({ json }) => json.message as Message);
const types = () => messages().map(({ type }) => type);

describe("Vapi's SDK against the stand-in", () => {
  test("an unknown key is refused", async () => {
    const stranger = new VapiClient({ token: "nobody", baseUrl: `${sandbox.url}/vapi`, maxRetries: 0 });
    await expect(stranger.assistants.list()).rejects.toMatchObject({ statusCode: 401 });
  });

  test("an assistant is created, read, changed, listed and deleted", async () => {
    const created = await vapi.assistants.create({ name: "Night desk", server: { url: "https://foyer.example/hook" } });
    expect(created.server).toEqual({ url: "https://foyer.example/hook" });
    const changed = await vapi.assistants.update({ id: created.id, serverMessages: ["end-of-call-report"] });
    expect(changed.serverMessages).toEqual(["end-of-call-report"]);
    expect(await vapi.assistants.get({ id: created.id })).toEqual(changed);
    expect((await vapi.assistants.list()).map(({ id }) => id)).toContain(created.id);
    await vapi.assistants.delete({ id: created.id });
    await expect(vapi.assistants.get({ id: created.id })).rejects.toMatchObject({ statusCode: 404 });
  });

  test("an unknown property of an assistant is refused by name", async () => {
    const response = await fetch(`${sandbox.url}/vapi/assistant`, {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "x", webhookUrl: "https://foyer.example", server: { secret: "s" } }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      message: ["property server.secret should not exist", "property webhookUrl should not exist"],
      error: "Bad Request",
      statusCode: 400,
    });
  });

  test("another workspace's assistant and call are not found", async () => {
    await register();
    const call = await place();
    const otherKey = "vapi_other_0123456789abcdef";
    await sandbox.control("POST", "/workspaces", { provider: "vapi", api_key: otherKey });
    const other = new VapiClient({ token: otherKey, baseUrl: `${sandbox.url}/vapi`, maxRetries: 0 });
    await expect(other.calls.get({ id: call.id })).rejects.toBeInstanceOf(VapiError);
    await expect(other.assistants.get({ id: ASSISTANT })).rejects.toMatchObject({ statusCode: 404 });
    expect(await other.calls.list()).toEqual([]);
  });

  test("calls are read and listed by assistant and by when they changed", async () => {
    await register({ vendor_agent_id: "6f4c1a56-0d0f-4c5e-9b43-6a1b8f4f2f11", business_number: "+15125550188" });
    const assistantId = "6f4c1a56-0d0f-4c5e-9b43-6a1b8f4f2f11";
    const call = await place({ agent_id: assistantId });
    const known = await vapi.calls.get({ id: call.id });
    expect(known).toMatchObject({ status: "ended", endedReason: "customer-ended-call", assistantId });
    expect(known.artifact?.transcript).toMatch(/^AI: Thank you for calling/);
    expect(known.cost).toBeCloseTo(
      (known.costs ?? []).reduce((sum, { cost }) => sum + cost, 0),
      4,
    );
    expect(await vapi.phoneNumbers.get({ id: known.phoneNumberId ?? "" })).toMatchObject({ number: "+15125550188" });
    const before = new Date(Date.now() - 3_600_000).toISOString();
    const after = new Date(Date.now() + 60_000).toISOString();
    expect((await vapi.calls.list({ assistantId, updatedAtGt: before })).map(({ id }) => id)).toEqual([call.id]);
    expect(await vapi.calls.list({ assistantId, updatedAtGt: after })).toEqual([]);
    expect(await vapi.calls.list({ assistantId, createdAtLt: before })).toEqual([]);
  });

  test("an outbound call keeps its customer, metadata and variables", async () => {
    await register();
    await sandbox.control("POST", "/traffic", { calls_per_minute: 0, pace: 1000 });
    const call = await vapi.calls.create({
      assistantId: ASSISTANT,
      customer: { number: "+13125550147" },
      assistantOverrides: { metadata: { lead_id: "ld_1" }, variableValues: { first_name: "Dana" } },
    });
    if (!("id" in call)) throw new Error("a single call was ordered");
    expect(call).toMatchObject({ status: "queued", type: "outboundPhoneCall", customer: { number: "+13125550147" } });
    expect(await vapi.calls.get({ id: call.id })).toMatchObject({
      assistantOverrides: { metadata: { lead_id: "ld_1" }, variableValues: { first_name: "Dana" } },
    });
    await expect.poll(() => types().at(-1), { timeout: 15_000 }).toBe("end-of-call-report");
  }, 20_000);
});

describe("Vapi's server messages", () => {
  test("follow each other from ringing to the report, filtered by serverMessages", async () => {
    await register({ events: ["status-update", "end-of-call-report"] });
    await place();
    expect(messages().map(({ type, status }) => status ?? type)).toEqual([
      "ringing",
      "in-progress",
      "ended",
      "end-of-call-report",
    ]);
    receiver.received.length = 0;
    await register({ events: ['transcript[transcriptType="final"]'] });
    await place();
    expect(types().length).toBeGreaterThan(10);
    expect(messages().every(({ type, transcriptType }) => type === "transcript" && transcriptType === "final")).toBe(
      true,
    );
  });

  test("carry the credential of the assistant: bearer, former secret, or HMAC", async () => {
    await register({ events: ["end-of-call-report"], auth: { type: "bearer", token: "token-1" } });
    await place();
    await register({ events: ["end-of-call-report"], auth: { type: "secret", token: "token-2" } });
    await place();
    const plan = { type: "hmac", secretKey: "secret-3", timestampUnit: "ms" } as const;
    await register({ events: ["end-of-call-report"], auth: plan });
    await place();
    const [bearer, secret, hmac] = receiver.received;
    expect(bearer?.headers.authorization).toBe("Bearer token-1");
    expect(secret?.headers["x-vapi-secret"]).toBe("token-2");
    const now = Number(hmac?.headers["x-timestamp"]);
    expect(Math.abs(Date.now() - now)).toBeLessThan(60_000);
    expect(vapiAuthHeaders(hmac?.body ?? "", plan, { now })["x-signature"]).toBe(hmac?.headers["x-signature"]);
  });

  test("a forged copy does not carry the credential", async () => {
    await register({ events: ["end-of-call-report"], auth: { type: "secret", token: "token-4" } });
    await place({ faults: ["forge"] });
    const seen = receiver.received.map(({ headers, json }) => [json.forged === true, headers["x-vapi-secret"]]);
    expect(seen).toEqual([
      [true, "somebody_else"],
      [false, "token-4"],
    ]);
  });

  test("are not repeated without a backoffPlan, and repeated with one", async () => {
    receiver.answer = () => ({ status: 500 });
    await register({ events: ["end-of-call-report"] });
    await place();
    expect(types()).toEqual(["end-of-call-report"]);
    await vapi.assistants.update({
      id: ASSISTANT,
      // The SDK types `type` as an object, while the API documents a word.
      server: { url: receiver.url, backoffPlan: { type: "fixed" as never, maxRetries: 2, baseDelaySeconds: 0 } },
    });
    await place();
    await expect.poll(() => types().length).toBe(1 + 3);
  });

  test("tool-calls expects one single-line result for each call and says what it made of the answer", async () => {
    await register({ vendor_agent_id: "7f4c1a56-0d0f-4c5e-9b43-6a1b8f4f2f12", events: ["tool-calls"] });
    const order = { agent_id: "7f4c1a56-0d0f-4c5e-9b43-6a1b8f4f2f12" };
    receiver.answer = ({ json }) => {
      const { toolCallList } = json.message as { toolCallList: { id: string }[] };
      return {
        status: 200,
        body: { results: toolCallList.map(({ id }) => ({ toolCallId: id, name: "x", result: "ok" })) },
      };
    };
    const good = await place(order);
    receiver.answer = () => ({ status: 200, body: { results: [{ toolCallId: "1", result: "two\nlines" }] } });
    const bad = await place(order);
    const notes = async (id: string) =>
      (await sandbox.control("GET", `/calls/${id}`)).deliveries.map(({ note }) => note);
    expect(await notes(good.id)).toEqual(["1 result(s)", "1 result(s)"]);
    expect((await notes(bad.id))[0]).toMatch(/^no result returned/);
  });

  test("tool calls come in every documented shape", async () => {
    await register({ events: ["tool-calls"] });
    const shapes = () =>
      new Set(
        messages().map(({ toolCallList }) => {
          const [first] = toolCallList as Record<string, unknown>[];
          const inner = first?.function as { arguments: unknown } | undefined;
          return inner ? `function/${typeof inner.arguments}` : Object.keys(first ?? {}).join();
        }),
      );
    // The shape follows from the call's id: as many calls as it takes, and not without end.
    for (let call = 0; call < 200 && shapes().size < 4; call++) await place();
    expect(shapes()).toEqual(
      new Set(["function/object", "function/string", "id,name,arguments", "id,name,parameters"]),
    );
  });

  test("a number without an assistant asks for one, and the call fails when none is named", async () => {
    await register({ events: ["status-update", "end-of-call-report"] });
    receiver.answer = () => ({ status: 200, body: { assistantId: ASSISTANT } });
    const served = await place({ assistant_request: true });
    expect(types()[0]).toBe("assistant-request");
    expect(messages().at(-1)).toMatchObject({ type: "end-of-call-report", endedReason: "customer-ended-call" });
    receiver.answer = () => ({ status: 200, body: {} });
    const failed = await place({ assistant_request: true });
    expect(messages().at(-1)).toMatchObject({ type: "end-of-call-report", endedReason: "assistant-request-failed" });
    const { deliveries } = await sandbox.control("GET", `/calls/${failed.id}`);
    expect(deliveries[0]?.note).toMatch(/the call fails/);
    expect(served.conversation_id).toBe("book-first-visit");
  });
});

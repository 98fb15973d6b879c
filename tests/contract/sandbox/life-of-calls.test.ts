import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "./control";
import { type Receiver, startReceiver } from "./receiver";

let sandbox: TestSandbox;
let receiver: Receiver;

beforeEach(async () => {
  [sandbox, receiver] = await Promise.all([startTestSandbox(), startReceiver()]);
  await sandbox.control("POST", "/agents", {
    provider: "retell",
    api_key: "key_life_0123456789abcdef",
    vendor_agent_id: "agent_life",
    name: "Front desk",
    webhook_url: receiver.url,
    industry: "clinic",
  });
});
afterEach(() => Promise.all([sandbox.remove(), receiver.close()]));

type Body = { event: string; call: { start_timestamp: number; end_timestamp?: number; call_id: string } };
const bodies = () => receiver.received.map(({ json }) => json as Body);

describe("the life of a call", () => {
  test("its events come one after the other at their pace, and none tells of the future", async () => {
    const placed = Date.now();
    const arrivals: number[] = [];
    receiver.answer = () => {
      arrivals.push(Date.now());
      return { status: 204 };
    };
    await sandbox.control("POST", "/calls", { agent_id: "agent_life", conversation: "hung-up-early", pace: 20 });
    await expect.poll(() => bodies().length, { timeout: 10_000 }).toBe(3);
    expect(bodies().map(({ event }) => event)).toEqual(["call_started", "call_ended", "call_analyzed"]);
    // 8.8 s of call at twenty times the speed.
    expect((arrivals[1] ?? 0) - placed).toBeGreaterThan(400);
    for (const [index, { call }] of bodies().entries()) {
      expect(call.end_timestamp ?? call.start_timestamp).toBeLessThanOrEqual(arrivals[index] ?? 0);
    }
  }, 15_000);

  test("a call cut off by a stop is known after a restart, and its end is told then", async () => {
    const call = await sandbox.control("POST", "/calls", {
      agent_id: "agent_life",
      conversation: "hung-up-early",
      pace: 10,
    });
    await expect.poll(() => bodies().length).toBe(1);
    await sandbox.stop();
    const cutOff = sandbox.dataDir;
    sandbox = await startTestSandbox(cutOff);
    await expect.poll(() => bodies().at(-1)?.event, { timeout: 10_000 }).toBe("call_analyzed");
    expect(bodies().every((body) => body.call.call_id === call.id)).toBe(true);
    await expect.poll(async () => (await sandbox.control("GET", `/calls/${call.id}`)).finished).toBe(true);
  }, 20_000);

  test("what is late when somebody speaks into the call still arrives", async () => {
    await sandbox.control("POST", "/agents", {
      provider: "vapi",
      api_key: "key_steered_0123456789abcdef",
      vendor_agent_id: "assistant_steered",
      name: "Front desk",
      webhook_url: receiver.url,
    });
    await sandbox.control("POST", "/faults", { delay_ms: 2_000 });
    const order = { agent_id: "assistant_steered", conversation: "test-drive", pace: 10, faults: ["delay"] };
    const { id } = await sandbox.control("POST", "/calls", order);
    const control = (message: object) =>
      fetch(`${sandbox.url}/vapi-live/${id}/control`, { method: "POST", body: JSON.stringify(message) });
    await expect.poll(async () => (await control({ type: "say", content: "One moment." })).status).toBe(200);
    expect((await control({ type: "end-call" })).status).toBe(200);
    expect(receiver.received).toEqual([]);
    const said = () => receiver.received.map(({ json }) => json.message as { type: string; status?: string });
    await expect.poll(() => said().at(-1)?.type).toBe("end-of-call-report");
    expect(said().map(({ type, status }) => status ?? type)).toContain("in-progress");
  }, 20_000);

  test("traffic places calls by itself, only where somebody answers, and goes on after a restart", async () => {
    await sandbox.control("POST", "/agents", {
      provider: "retell",
      api_key: "key_life_0123456789abcdef",
      vendor_agent_id: "agent_unreachable",
      name: "Closed desk",
      webhook_url: "http://127.0.0.1:9/webhook",
    });
    await sandbox.control("POST", "/agents", {
      provider: "retell",
      api_key: "key_life_0123456789abcdef",
      vendor_agent_id: "agent_life",
      name: "Front desk",
      conversations: ["wrong-number", "robocall"],
    });
    await sandbox.control("POST", "/traffic", { calls_per_minute: 600, pace: 1000 });
    await expect
      .poll(async () => (await sandbox.control("GET", "/state")).calls.length, { timeout: 25_000 })
      .toBeGreaterThan(2);
    await sandbox.stop();
    sandbox = await startTestSandbox(sandbox.dataDir);
    const before = (await sandbox.control("GET", "/state")).calls.length;
    await expect
      .poll(async () => (await sandbox.control("GET", "/state")).calls.length, { timeout: 25_000 })
      .toBeGreaterThan(before);
    const { calls } = await sandbox.control("GET", "/state");
    expect(new Set(calls.map(({ agent_id }) => agent_id))).toEqual(new Set(["agent_life"]));
    for (const { conversation_id } of calls) expect(["wrong-number", "robocall"]).toContain(conversation_id);
  }, 300_000);
});

describe("recordings", () => {
  const fetchRecording = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/recordings/${path}`, { headers });

  test("the recording a webhook names can be played, sought and read from other origins", async () => {
    await sandbox.control("POST", "/calls", { agent_id: "agent_life", conversation: "hung-up-early", pace: 0 });
    type Recorded = { call: { recording_url: string; recording_multi_channel_url: string } };
    const { call } = (receiver.received.at(-1)?.json ?? {}) as Recorded;
    const whole = await fetch(call.recording_url);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect([whole.status, whole.headers.get("content-type"), bytes.toString("ascii", 0, 4)]).toEqual([
      200,
      "audio/wav",
      "RIFF",
    ]);
    const part = await fetch(call.recording_url, {
      headers: { range: "bytes=1000-1999", origin: "http://localhost:3000" },
    });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes 1000-1999/${bytes.length}`);
    expect(part.headers.get("access-control-allow-origin")).toBe("*");
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(1000, 2000));
    const stereo = await fetch(call.recording_multi_channel_url, { method: "HEAD" });
    expect(Number(stereo.headers.get("content-length"))).toBe(44 + (bytes.length - 44) * 2);
  }, 300_000);

  test("what was never spoken has no recording", async () => {
    expect((await fetchRecording("no-answer/call_1/recording.wav")).status).toBe(404);
    expect((await fetchRecording("..%2F..%2Fstate/call_1/recording.wav")).status).toBe(404);
    expect((await fetchRecording("test-drive/call_1/other.wav")).status).toBe(404);
  });
});

describe("the control API", () => {
  test("refuses web pages of other origins and other host names", async () => {
    const from = (headers: Record<string, string>) =>
      fetch(`${sandbox.url}/control/state`, { headers }).then(({ status }) => status);
    expect(await from({ origin: "https://evil.example" })).toBe(403);
    expect(await from({ origin: "null" })).toBe(403);
    expect(await from({ origin: "http://localhost:3000" })).toBe(200);
    expect(await from({})).toBe(200);
  });

  test("names what is wrong with an order", async () => {
    const answer = (body: object) =>
      fetch(`${sandbox.url}/control/calls`, { method: "POST", body: JSON.stringify(body) }).then(async (response) => [
        response.status,
        await response.text(),
      ]);
    expect(await answer({ agent_id: "agent_life", pace: 0.5 })).toEqual([422, expect.stringContaining("pace")]);
    expect(await answer({ agent_id: "nobody" })).toEqual([404, expect.stringContaining("no such agent")]);
    expect(await answer({ agent_id: "agent_life", conversation: "x" })).toEqual([
      404,
      expect.stringContaining("no conversation"),
    ]);
  });

  test("the page and its files are served", async () => {
    const page = await fetch(sandbox.url);
    expect(await page.text()).toContain("Vendor sandbox");
    for (const file of ["page.css", "page.js", "page-elements.js"])
      expect((await fetch(`${sandbox.url}/${file}`)).status).toBe(200);
  });
});

import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseConversation, chooseOutbound, likelihood } from "@/scripts/stack/sandbox/calls/choose-conversation";
import { fillDates } from "@/scripts/stack/sandbox/calls/fill-dates";
import { drawCallFaults, drawDeliveryFaults, reorder } from "@/scripts/stack/sandbox/delivery/faults";
import { parseRange } from "@/scripts/stack/sandbox/recordings/range";
import { type CallRecord, DEFAULT_SETTINGS, type Settings } from "@/scripts/stack/sandbox/state/records";
import { openStore } from "@/scripts/stack/sandbox/state/store";

describe("dates in conversations", () => {
  const wednesday = Date.parse("2026-11-18T15:00:00Z");
  test("are seen from the day of the call; a weekday is always the next one", () => {
    const filled = fillDates(
      { a: "{{today}}T10:00:00", b: ["{{tomorrow}}", "{{wednesday}}", "{{thursday}}", "{{tuesday}}"] },
      wednesday,
    );
    expect(filled).toEqual({ a: "2026-11-18T10:00:00", b: ["2026-11-19", "2026-11-25", "2026-11-19", "2026-11-24"] });
  });
  test("an unknown day is an error, not a date", () => {
    expect(() => fillDates("{{someday}}", wednesday)).toThrow(/someday/);
  });
});

describe("the choice of a conversation", () => {
  const sweep = (hour: number) =>
    Array.from({ length: 500 }, (_, index) => chooseConversation({ industry: "clinic" }, hour, () => index / 500));
  test("fits the business, and likely ones come more often", () => {
    const chosen = sweep(11);
    expect(chosen.every(({ industries }) => industries.includes("clinic"))).toBe(true);
    const count = (id: string) => chosen.filter((one) => one.id === id).length;
    expect(count("book-first-visit")).toBeGreaterThan(count("emergency-redirect"));
  });
  test("nobody is called at night", () => {
    expect(sweep(3).some(({ direction }) => direction === "outbound")).toBe(false);
    expect(sweep(11).some(({ direction }) => direction === "outbound")).toBe(true);
    expect(chooseOutbound("dealer", () => 0.5).direction).toBe("outbound");
  });
  test("an agent that only calls out is asleep at night, yet places what somebody asks of it", () => {
    const agent = { industry: "clinic" as const, conversations: ["appointment-reminder", "clinic-voicemail"] };
    expect(likelihood(agent, 3)).toBe(0);
    expect(likelihood(agent, 11)).toBeGreaterThan(0);
    expect(agent.conversations).toContain(chooseConversation(agent, 3).id);
  });
});

describe("faults", () => {
  const settings = (more: Partial<Settings> = {}): Settings => ({ ...structuredClone(DEFAULT_SETTINGS), ...more });
  test("none happen unless asked for", () => {
    expect(drawCallFaults(settings(), [], () => 0)).toEqual([]);
    expect(drawDeliveryFaults(settings(), [], () => 0)).toEqual(new Set());
  });
  test("happen by probability, and once when ordered for the next call", () => {
    const always = settings({
      fault_probability: { duplicate: 1, delay: 0, reorder: 0, drop: 1, forge: 0 },
      next_call: ["forge"],
    });
    expect(drawCallFaults(always, [], () => 0.5)).toEqual(["forge", "drop"]);
    expect(always.next_call).toEqual([]);
    expect(drawDeliveryFaults(always, ["forge"], () => 0.5)).toEqual(new Set(["duplicate", "forge"]));
  });
  test("a muddled order loses nothing, ends before it starts, and analyses before it ends", () => {
    expect(reorder([1, 2, 3])).toEqual([3, 2, 1]);
    expect(reorder([1, 2, 3, 4, 5])).toEqual([2, 3, 5, 4, 1]);
    expect(reorder([1])).toEqual([1]);
    expect(reorder([])).toEqual([]);
  });
});

describe("byte ranges", () => {
  test.each([
    [undefined, undefined],
    ["bytes=0-99", { start: 0, end: 99 }],
    ["bytes=900-", { start: 900, end: 999 }],
    ["bytes=-100", { start: 900, end: 999 }],
    ["bytes=-5000", { start: 0, end: 999 }],
    ["bytes=990-5000", { start: 990, end: 999 }],
    ["bytes=1000-", "unsatisfiable"],
    ["bytes=5-2", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=0-1,5-6", undefined],
    ["items=0-1", undefined],
    ["bytes=-", undefined],
  ])("%s of a thousand bytes", (header, expected) => {
    expect(parseRange(header, 1000)).toEqual(expected);
  });
});

describe("the store", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "foyer-sandbox-store-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const call = (id: string, finished: boolean): CallRecord => ({
    id,
    provider: "retell",
    agent_id: "agent_1",
    api_key: "key_1",
    conversation_id: "test-drive",
    caller_number: "+13035550131",
    business_number: "+13035550100",
    placed_at: 1,
    started_at: 1,
    pace: 4,
    faults: [],
    finished,
  });

  test("knows everything again after a restart, each call in its latest state", async () => {
    const store = await openStore(folder);
    store.workspaces.set("key_1", { provider: "retell", api_key: "key_1", id: "w" });
    store.settings.traffic = { calls_per_minute: 4, agents: ["agent_1"], pace: 4 };
    store.save();
    store.saveCall(call("call_1", false));
    store.saveCall(call("call_2", false));
    store.saveCall(call("call_1", true));
    await store.close();
    const again = await openStore(folder);
    expect([...again.workspaces.keys()]).toEqual(["key_1"]);
    expect(again.settings.traffic.calls_per_minute).toBe(4);
    expect([...again.calls.values()].map(({ id, finished }) => [id, finished])).toEqual([
      ["call_1", true],
      ["call_2", false],
    ]);
    await again.close();
  });

  test("opens after a crash in the middle of a line", async () => {
    const store = await openStore(folder);
    store.saveCall(call("call_1", true));
    await store.close();
    await appendFile(join(folder, "calls.jsonl"), '{"id":"call_2","prov');
    const again = await openStore(folder);
    expect([...again.calls.keys()]).toEqual(["call_1"]);
    await again.close();
  });
});

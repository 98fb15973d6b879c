import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followLive } from "@/app/_ui/data/follow-live";
import { noteLoaded } from "@/app/_ui/data/freshness";

const api = "/api/v1/orgs/lakeside";

/** The browser's end of a stream that tells what it is given to tell. */
class ToldSource extends EventTarget {
  static readonly CLOSED = 2;
  static last: ToldSource;
  readyState = 1;
  onopen = null;
  onerror: (() => void) | null = null;

  constructor() {
    super();
    ToldSource.last = this;
  }

  close() {}

  tell(name: string, event: object = {}) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(event) }));
  }

  /** A call whose change was written down so long ago. */
  tellChange(agoMs: number) {
    const time = (Date.now() - agoMs).toString(16).padStart(12, "0");
    const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`;
    this.tell("call.ended", {
      id,
      name: "call.ended",
      occurred_at: "",
      subject_type: "call",
      subject_id: id,
      data: {},
    });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", ToldSource);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => undefined });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Follows a stream with one list that was read just now. @returns how often it was asked for again, up to now */
async function watch(tell: (source: ToldSource) => void): Promise<number> {
  const list = `${api}/calls?limit=50`;
  const cache = new Map([[list, { data: [] }]]);
  noteLoaded(cache, list, Date.now());
  let asked = 0;
  const mutate = async (matches: (key: string) => boolean) => {
    if (matches(list)) asked += 1;
  };
  const stop = followLive({
    api,
    since: "",
    cache: cache as never,
    mutate: mutate as never,
    onEvent: () => undefined,
    onRedraw: () => undefined,
    onStatus: () => undefined,
  });
  tell(ToldSource.last);
  await vi.advanceTimersByTimeAsync(1_000);
  stop();
  return asked;
}

test("what was missed and is told again leaves alone what was read since", async () => {
  expect(await watch((source) => source.tellChange(15_000))).toBe(0);
});

test("what a long transaction held back for seconds is read, though the list was read meanwhile", async () => {
  const told = await watch((source) => {
    source.tell("ready");
    source.tellChange(15_000);
  });
  expect(told).toBe(1);
});

test("after the connection was lost, what is told first was missed", async () => {
  const told = await watch((source) => {
    source.tell("ready");
    source.onerror?.();
    source.tellChange(15_000);
  });
  expect(told).toBe(0);
});

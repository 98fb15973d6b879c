import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Drawn, followLive } from "@/app/_ui/data/follow-live";
import { noteLoaded } from "@/app/_ui/data/freshness";

const api = "/api/v1/orgs/lakeside";

const PAGE = "https://foyer.example/lakeside/calls";
const READER = "0198a000-0000-7000-8000-00000000000a";
/** What the tab remembers. */
const kept = new Map<string, string>();

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

  tell(name: string, event: object = {}, lastEventId = "") {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(event), lastEventId }));
  }

  /** A fact of somebody's, written down just now. */
  tellOf(name: string, subject_id: string) {
    const id = `${Date.now()
      .toString(16)
      .padStart(12, "0")
      .replace(/(.{8})/, "$1-")}-7000-8000-000000000001`;
    this.tell(name, { id, name, occurred_at: "", subject_type: "member", subject_id, data: {} });
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
  kept.clear();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal("location", { href: PAGE });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Follows a stream with one list that was read just now. @returns how often it was asked for again, up to now */
async function watch(
  tell: (source: ToldSource) => void,
  { drawn = { at: PAGE }, onRedraw = () => undefined }: { drawn?: Drawn; onRedraw?: () => void } = {},
): Promise<number> {
  const list = `${api}/calls?limit=50`;
  const cache = new Map([[list, { data: [] }]]);
  noteLoaded(cache, list, Date.now());
  let asked = 0;
  const mutate = async (matches: (key: string) => boolean) => {
    if (matches(list)) asked += 1;
  };
  const stop = followLive({
    api,
    readerId: READER,
    since: "",
    cache: cache as never,
    mutate: mutate as never,
    onEvent: () => undefined,
    drawn,
    onRedraw,
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

test("a stream that could not tell what was missed goes on from there, also after a reload", async () => {
  const newest = "0198a000-0000-7000-8000-000000000000";
  await watch((source) => source.tell("reset", {}, newest));
  expect([...kept.values()]).toEqual([newest]);
});

test("the frame is drawn anew at once, and with the next page where the address ran ahead of the one drawn", async () => {
  let times = 0;
  const onRedraw = () => {
    times += 1;
  };
  await watch((source) => source.tell("reset"), { onRedraw });
  expect(times).toBe(1);

  const drawn: Drawn = { at: `${PAGE}?status=ended` };
  await watch((source) => source.tell("reset"), { drawn, onRedraw });
  expect(times).toBe(1);
  drawn.at = PAGE;
  drawn.next?.();
  drawn.next?.();
  expect(times).toBe(2);
});

test("another role of the reader makes every answer old and draws the frame anew, somebody else's neither", async () => {
  let times = 0;
  const onRedraw = () => {
    times += 1;
  };
  const changed = (whose: string) => (source: ToldSource) => {
    source.tell("ready");
    source.tellOf("member.role_changed", whose);
  };
  expect(await watch(changed("0198a000-0000-7000-8000-00000000000b"), { onRedraw })).toBe(0);
  expect(times).toBe(0);
  expect(await watch(changed(READER), { onRedraw })).toBe(1);
  expect(times).toBe(1);
});

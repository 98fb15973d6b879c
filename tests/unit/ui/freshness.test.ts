import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { persist } from "@/app/_ui/data/cache";
import { isFresh, learnServerTime, noteLoaded, noteTouched, serverNow, whenLoaded } from "@/app/_ui/data/freshness";
import type { LiveEvent } from "@/app/_ui/data/live";
import { TOUCHES, touchedBy } from "@/app/_ui/data/live-table";
import { liveCursor } from "@/lib/live/live-cursor";
import { timeOfId } from "@/lib/live/read-events";

const api = "/api/v1/orgs/lakeside";
const call = "0199aaaa-0000-7000-8000-000000000001";

function event(name: keyof typeof TOUCHES, subject_id: string | null = call): LiveEvent {
  return { id: "", name, occurred_at: "", subject_type: "call", subject_id, data: {} };
}

const touch = (path: string, at: number) => noteTouched(path, (key) => key === path, at);

/** What of some cached keys an event touches. */
function touched(name: keyof typeof TOUCHES, keys: string[], subject_id?: string | null): string[] {
  const matches = touchedBy(TOUCHES[name](event(name, subject_id)).map((path) => `${api}${path}`));
  return keys.filter((key) => matches(`${api}${key}`));
}

describe("what a live event touches", () => {
  test("a call that ends: every list of calls, the overview, and that record with what is below it", () => {
    const keys = [
      "/calls",
      "/calls?limit=50&status=ended",
      "/calls/live",
      "/overview",
      `/calls/${call}`,
      `/calls/${call}/related_calls`,
    ];
    expect(touched("call.ended", keys)).toEqual(keys);
  });

  test("not another call's record, another resource, or one whose name begins alike", () => {
    expect(
      touched("call.ended", ["/calls/0199aaaa-0000-7000-8000-000000000002", "/agents", "/members", "/callsigns"]),
    ).toEqual([]);
  });

  test("more of a transcript: the live screen and that record, no list", () => {
    const keys = ["/calls?limit=50", "/overview", "/calls/live", `/calls/${call}`];
    expect(touched("call.transcript_updated", keys)).toEqual(["/calls/live", `/calls/${call}`]);
  });

  test("an agent that fell silent: the live screen, when it has and not when it was asked", () => {
    const keys = ["/calls?limit=50", "/calls/live", `/calls/${call}`];
    expect(touched("call.mute_updated", keys)).toEqual(["/calls/live"]);
    expect(touched("call.steered", keys)).toEqual([]);
  });

  test.each(["call.billable_changed", "call.review_changed"] as const)(
    "%s of many calls: the page of each, which the event does not name, but not what is below it",
    (name) => {
      const keys = ["/calls?limit=50", `/calls/${call}`, `/calls/${call}/waveform`, `/calls/${call}/notes`];
      expect(touched(name, keys, null)).toEqual(["/calls?limit=50", `/calls/${call}`]);
      expect(touched(name, [`/calls/${call.replace("1", "2")}`])).toEqual([]);
    },
  );

  test("what an admin decides about the organization: its price, which calls say as well, and its rules", () => {
    const keys = [
      "/price",
      `/calls/${call}`,
      "/second_factor_rule",
      "/admin_networks",
      "/overview",
      "/figures?range=7d",
    ];
    expect(touched("organization.updated", [...keys, "/calls?limit=50", "/members"])).toEqual(keys);
  });

  test("an agent that is connected: the list of agents, and their names in every filter", () => {
    expect(touched("agent.created", ["/agents?limit=50", "/agents/names", "/calls"])).toEqual([
      "/agents?limit=50",
      "/agents/names",
    ]);
  });

  test("protection switched on or off: lists and records that show words or numbers", () => {
    const keys = ["/calls", `/calls/${call}`, `/deliveries/${call}`, "/deliveries?limit=50"];
    expect(touched("organization.phi_protection_changed", keys)).toEqual(keys);
  });

  test("a credential: what the overview and every agent's page say of it, and no agent's record of another kind", () => {
    const keys = ["/credentials", "/overview", `/agents/${call}`];
    expect(touched("credential.rotated", keys)).toEqual(keys);
    expect(touched("credential.rotated", ["/agents", "/calls", `/agents/${call}/changes`])).toEqual([]);
  });
});

describe("a cached answer", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 12) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is shown without asking for ten minutes, and not longer", () => {
    const at = Date.now();
    vi.advanceTimersByTime(9 * 60_000);
    expect(isFresh("/quiet", at)).toBe(true);
    vi.advanceTimersByTime(2 * 60_000);
    expect(isFresh("/quiet", at)).toBe(false);
  });

  test("is asked for again once an event has touched it, and shown again when read after that event", () => {
    const at = Date.now();
    touch("/busy", at + 1000);
    expect(isFresh("/busy", at)).toBe(false);
    expect(isFresh("/idle", at)).toBe(true);
    expect(isFresh("/busy", at + 1001)).toBe(true);
  });

  test("is asked for again however much else was touched since", () => {
    const at = Date.now();
    touch("/ended", at + 1);
    for (let n = 0; n < 1_000; n++) {
      touch("/talking", at + 2 + n);
      touch(`/other/${n}`, at + 2 + n);
    }
    expect(isFresh("/ended", at)).toBe(false);
    expect(isFresh("/talking", at + 1_000)).toBe(false);
    expect(isFresh("/talking", at + 1_002)).toBe(true);
  });

  test("is as old as in the cache that holds it: another cache has not read it", () => {
    const [mine, another] = [new Map(), new Map()];
    noteLoaded(mine, "/notes", 1);
    expect([whenLoaded(mine, "/notes"), whenLoaded(another, "/notes")]).toEqual([1, undefined]);
  });

  test("is no older than the one before it, whose time another clock may have told", () => {
    const cache = new Map();
    noteLoaded(cache, "/calls", 2_000);
    noteLoaded(cache, "/calls", 1_500);
    expect(whenLoaded(cache, "/calls")).toBe(2_000);
  });

  test("goes into the session's storage only while it may be shown: the next page does not know what touched it", () => {
    const setItem = vi.fn();
    vi.stubGlobal("sessionStorage", { setItem });
    const cache = new Map<string, { data: string }>();
    for (const key of ["/kept", "/left"]) {
      cache.set(key, { data: key });
      noteLoaded(cache, key, Date.now());
    }
    touch("/left", Date.now() + 1);
    persist(cache, "somebody");
    vi.unstubAllGlobals();
    expect(JSON.parse(setItem.mock.calls[0]?.[1])).toEqual([expect.objectContaining({ key: "/kept" })]);
  });

  describe("is never taken for newer than it is", () => {
    /** An answer that was written so long ago, on a server that is ahead by so much. */
    const arrive = (agoMs: number, aheadMs = 0) =>
      learnServerTime(new Date(Date.now() + aheadMs - agoMs).toUTCString());

    test("by an answer that took its time", () => {
      arrive(0);
      arrive(8_000);
      expect(serverNow() - Date.now()).toBe(0);
    });

    test("by a clock that is a few seconds ahead of the server's", () => {
      vi.advanceTimersByTime(3_600_000);
      arrive(0, -60_000);
      arrive(0, -64_000);
      expect(serverNow() - Date.now()).toBe(-60_000);
      // The clock was put forward, and back again.
      arrive(0, -4_000);
      expect(serverNow() - Date.now()).toBe(-4_000);
      arrive(0, -3_600_000);
      expect(serverNow() - Date.now()).toBe(-3_600_000);
    });
  });
});

test("the live cursor of a page is an id whose time is five seconds before its rendering", () => {
  const before = Date.now();
  const time = timeOfId(liveCursor()) ?? 0;
  expect(before - time).toBeGreaterThanOrEqual(5000 - 50);
  expect(before - time).toBeLessThanOrEqual(5000);
});

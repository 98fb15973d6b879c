import { randomBytes } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";
import { z } from "zod";
import { processWide } from "./process-wide";

/** How one server process fares just now. Times are milliseconds, sizes bytes. */
export const InstanceVitals = z.object({
  id: z.string(),
  at: z.number(),
  started_at: z.number(),
  uptime_s: z.number(),
  rss_bytes: z.number(),
  heap_used_bytes: z.number(),
  heap_limit_bytes: z.number(),
  event_loop_p50_ms: z.number(),
  event_loop_p99_ms: z.number(),
  event_loop_max_ms: z.number(),
  requests_in_flight: z.number(),
  pool_size: z.number(),
  pool_in_use: z.number(),
  pool_waiting: z.number(),
  release: z.string(),
  region: z.string(),
});
export type InstanceVitals = z.infer<typeof InstanceVitals>;

/** What the hot paths keep up to date, one addition each. */
export type Gauges = { requests_in_flight: number; pool_in_use: number; pool_waiting: number };

const RESOLUTION_MS = 20;
/** A reading of the event loop speaks of at least this long. */
const LOOP_WINDOW_MS = 5_000;

type Loop = ReturnType<typeof monitorEventLoopDelay>;

const me = processWide("instance", () => ({
  id: randomBytes(4).toString("hex"),
  gauges: { requests_in_flight: 0, pool_in_use: 0, pool_waiting: 0 } satisfies Gauges as Gauges,
  loop: undefined as Loop | undefined,
  loopSince: 0,
}));

/** Names this process among the others: eight hexadecimal digits, new with every start. */
export const instanceId = me.id;

/** The gauges of this process, to be changed in place. */
export const gauges = me.gauges;

/** Watches the event loop from the first call on: one timer of 20 ms inside the runtime. */
export function watchEventLoop(): void {
  if (me.loop) return;
  me.loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  me.loop.enable();
  me.loopSince = Date.now();
}

/** Forgets the event loop's past, so that the next reading speaks of the last few seconds. */
export function startLoopAnew(): void {
  if (Date.now() - me.loopSince < LOOP_WINDOW_MS) return;
  me.loopSince = Date.now();
  me.loop?.reset();
}

/** @param about what the environment knows of this process */
export function instanceVitals(about: { pool_size: number; release: string; region: string }): InstanceVitals {
  const { loop } = me;
  const memory = process.memoryUsage();
  const at = Date.now();
  const uptime = process.uptime();
  return {
    id: me.id,
    at,
    started_at: Math.round(at - uptime * 1_000),
    uptime_s: Math.round(uptime),
    rss_bytes: memory.rss,
    heap_used_bytes: memory.heapUsed,
    heap_limit_bytes: getHeapStatistics().heap_size_limit,
    event_loop_p50_ms: lag(loop?.percentile(50)),
    event_loop_p99_ms: lag(loop?.percentile(99)),
    event_loop_max_ms: lag(loop?.max),
    ...me.gauges,
    ...about,
  };
}

// The monitor reports the time between two ticks, in nanoseconds; the lag is what exceeds its own interval.
function lag(nanoseconds = 0): number {
  if (!Number.isFinite(nanoseconds)) return 0;
  return Math.max(0, Math.round(nanoseconds / 10_000 - RESOLUTION_MS * 100) / 100);
}

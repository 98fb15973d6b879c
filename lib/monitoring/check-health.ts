import { type Probe, type ProbeResult, runProbe } from "./probe";
import { probes } from "./probes";

/** How everything fares. `since` is when this process first saw a part in its present state. */
export type Health = {
  status: "ok" | "degraded" | "down";
  checked_at: string;
  took_ms: number;
  checks: (ProbeResult & { since: string })[];
};

/** An answer is good for this long, so that asking often does not mean probing often. */
const KEPT_MS = 5_000;

type Checker = { check: (now?: number) => Promise<Health> };

/** One checker per list of probes: whoever asks while it is checking waits for the same answer. */
export function healthChecker(list: readonly Probe[]): Checker {
  const seen = new Map<string, { state: ProbeResult["state"]; since: string }>();
  let last: { at: number; health: Promise<Health> } | undefined;
  return {
    check(now = Date.now()) {
      if (!last || now - last.at >= KEPT_MS) last = { at: now, health: checkNow(list, seen) };
      return last.health;
    },
  };
}

const checker = healthChecker(probes);

/** Asks everything the product leans on, at most once in five seconds and process. Never throws. */
export function checkHealth(): Promise<Health> {
  return checker.check();
}

async function checkNow(
  list: readonly Probe[],
  seen: Map<string, { state: ProbeResult["state"]; since: string }>,
): Promise<Health> {
  const started = performance.now();
  const checked_at = new Date().toISOString();
  const results = await Promise.all(list.map(runProbe));
  const checks = results.map((result) => {
    const before = seen.get(result.name);
    const since = before?.state === result.state ? before.since : checked_at;
    seen.set(result.name, { state: result.state, since });
    return { ...result, since };
  });
  return { status: statusOf(results), checked_at, took_ms: Math.round(performance.now() - started), checks };
}

function statusOf(results: readonly ProbeResult[]): Health["status"] {
  if (results.some(({ critical, state }) => critical && state === "down")) return "down";
  return results.some(({ state }) => state === "down" || state === "degraded") ? "degraded" : "ok";
}

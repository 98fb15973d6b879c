/** What one part of the system is asked, and what its silence means. */
export type Probe = {
  name: string;
  /** What it is in words, for the console. */
  label: string;
  /** Without it the product is down; without any other it is degraded. */
  critical: boolean;
  timeout_ms: number;
  /** An answer slower than this is degraded. */
  slow_ms: number;
  /** Throws when the part does not work. What it returns may say that it works badly, or is not part of this installation. */
  run: (signal: AbortSignal) => Promise<{ state?: "degraded" | "off"; detail?: string } | undefined>;
};

export type ProbeResult = {
  name: string;
  label: string;
  critical: boolean;
  state: "ok" | "degraded" | "down" | "off";
  latency_ms: number;
  detail?: string;
};

/** Runs one probe within its time. Never throws and never takes longer than its timeout, whatever the probe does. */
export async function runProbe(probe: Probe): Promise<ProbeResult> {
  const { name, label, critical, timeout_ms, slow_ms } = probe;
  const started = performance.now();
  const timeout = AbortSignal.timeout(timeout_ms);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeout_ms} ms`)), timeout_ms);
  });
  try {
    const said = await Promise.race([Promise.resolve().then(() => probe.run(timeout)), late]);
    const latency_ms = elapsed(started);
    const slow = latency_ms > slow_ms ? `answered only after ${latency_ms} ms` : undefined;
    const detail = said?.detail ?? slow;
    const state = said?.state ?? (slow ? "degraded" : "ok");
    return { name, label, critical, state, latency_ms, ...(detail ? { detail } : {}) };
  } catch (error) {
    return { name, label, critical, state: "down", latency_ms: elapsed(started), detail: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

function elapsed(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10;
}

// Codes and our own sentences; a driver's message can carry addresses and user names.
function reasonOf(error: unknown): string {
  if (error instanceof ProbeFailure) return error.message;
  if (!(error instanceof Error)) return "failed";
  if (/^no answer within/.test(error.message)) return error.message;
  if (error.name === "TimeoutError" || error.name === "AbortError") return "did not answer in time";
  const code = codeOf(error) ?? codeOf(error.cause);
  return code ? `failed with ${code}` : "failed";
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && error.code ? String(error.code) : undefined;
}

/** A failure whose message may be shown. */
export class ProbeFailure extends Error {
  override readonly name = "ProbeFailure";
}

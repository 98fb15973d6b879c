import { env } from "../env";
import { startSdk } from "./sentry/start-sdk";

/**
 * Tells Sentry of an error that is our fault, when a DSN is configured; the log has it in any case. Runs on Node and at the
 * edge. What leaves is decided by `scrubEnvelope`.
 * @param tags ids and words of ours, e.g. `trailOf(error)`
 */
export async function reportError(error: unknown, tags: Record<string, string | undefined>): Promise<void> {
  if (!env().SENTRY_DSN) return;
  try {
    const sdk = await startSdk();
    sdk.captureException(error, { tags });
    await sdk.flush(2_000);
  } catch {
    // Reporting must never be the second failure of a request.
  }
}

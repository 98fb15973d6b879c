import { env } from "../env";
import { AppError } from "../errors";
import { fetchGuarded, type GuardedAnswer } from "../http/fetch-guarded";

/**
 * Opens a recording at its vendor. Answers 200, 206 and 416 as they are. Throws `not_found` when there is none or the
 * vendor no longer hands it out, `unavailable` when the vendor does not answer as it should.
 * @param withinMs when the whole of it must be here: sound is long, so each use says how long it may take
 */
export async function fetchRecording(
  address: string | null,
  { range, signal, withinMs }: { range?: string; signal: AbortSignal; withinMs: number },
): Promise<GuardedAnswer> {
  if (!address) throw new AppError("not_found", "This call has no recording.");
  const answer = await fetchGuarded(address, {
    headers: { accept: "audio/*", ...(range ? { range } : {}) },
    trustedOrigins: vendorOrigins(),
    withinMs,
    signal,
  });
  if (answer.status === 200 || answer.status === 206 || answer.status === 416) return answer;
  await answer.body.cancel();
  throw problem(answer.status);
}

function problem(status: number): AppError {
  if (status === 403 || status === 404 || status === 410) {
    return new AppError("not_found", "The vendor no longer hands out this recording.", { vendor_status: status });
  }
  return new AppError("unavailable", "The vendor did not hand out the recording. Try again in a moment.", {
    vendor_status: status,
  });
}

function vendorOrigins(): string[] {
  const { RETELL_BASE_URL, VAPI_BASE_URL, SANDBOX_URL } = env();
  return [RETELL_BASE_URL, VAPI_BASE_URL, SANDBOX_URL].flatMap((url) => (url ? [new URL(url).origin] : []));
}

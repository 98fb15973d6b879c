import type { Context } from "../auth/context";
import { env } from "../env";
import { AppError } from "../errors";
import { fetchGuarded, type GuardedAnswer } from "../http/fetch-guarded";
import { callRow } from "./rows";

/**
 * Finds the recording of a call and returns how to open it. The opening is a step of its own, to be taken when the
 * transaction is over: a slow vendor must not hold a database connection. Throws `not_found`.
 */
export async function openRecording(
  ctx: Context,
  input: { id: string; range: string | null; signal: AbortSignal },
): Promise<() => Promise<Response>> {
  const call = await callRow(ctx, input.id);
  const address = call.recording_url ?? call.recording_stereo_url;
  if (!address) throw new AppError("not_found", "This call has no recording.");
  const filename = `call-${call.started_at.toISOString().slice(0, 19).replaceAll(/[T:]/g, "-")}`;
  return () => passOn(address, input, filename);
}

/** `bytes=0-`, `bytes=500-999`, `bytes=-500`: one range, as players ask for it. Anything else is not passed on. */
const RANGE = /^bytes=(\d{1,15}-\d{0,15}|-\d{1,15})$/;

async function passOn(
  address: string,
  { range, signal }: { range: string | null; signal: AbortSignal },
  filename: string,
): Promise<Response> {
  const answer = await fetchGuarded(address, {
    headers: { accept: "audio/*", ...(range && RANGE.test(range) ? { range } : {}) },
    trustedOrigins: vendorOrigins(),
    signal,
  });
  if (answer.status === 416) return rangeNotSatisfiable(answer);
  if (answer.status !== 200 && answer.status !== 206) {
    await answer.body.cancel();
    throw problem(answer.status);
  }
  const headers = new Headers({
    "content-type": audioType(answer.headers.get("content-type"), address),
    "content-disposition": `inline; filename="${filename}.${extensionOf(address)}"`,
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
  });
  for (const name of ["content-length", "content-range"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers });
}

async function rangeNotSatisfiable(answer: GuardedAnswer): Promise<Response> {
  await answer.body.cancel();
  return new Response(null, {
    status: 416,
    headers: { "content-range": answer.headers.get("content-range") ?? "bytes */*" },
  });
}

function problem(status: number): AppError {
  if (status === 403 || status === 404 || status === 410) {
    return new AppError("not_found", "The vendor no longer hands out this recording.", { vendor_status: status });
  }
  return new AppError("unavailable", "The vendor did not hand out the recording. Try again in a moment.", {
    vendor_status: status,
  });
}

// Somebody else's bytes leave from our origin: they are sound, whatever they call themselves, and never a page.
function audioType(given: string | null, address: string): string {
  const type = given?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/^audio\/[a-z0-9.+-]+$/.test(type)) return type;
  return extensionOf(address) === "mp3" ? "audio/mpeg" : "audio/wav";
}

function extensionOf(address: string): string {
  const extension = /\.([a-z0-9]{2,4})$/i.exec(new URL(address).pathname)?.[1]?.toLowerCase();
  return extension && ["wav", "mp3", "ogg", "m4a", "webm"].includes(extension) ? extension : "wav";
}

function vendorOrigins(): string[] {
  const { RETELL_BASE_URL, VAPI_BASE_URL, SANDBOX_URL } = env();
  return [RETELL_BASE_URL, VAPI_BASE_URL, SANDBOX_URL].flatMap((url) => (url ? [new URL(url).origin] : []));
}

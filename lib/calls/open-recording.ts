import { z } from "zod";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import type { GuardedAnswer } from "../http/fetch-guarded";
import { recordingOf } from "../phi/call-values";
import { notePhiRead, requirePhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { fetchRecording } from "./fetch-recording";
import { callRow } from "./rows";
import { oneChannel } from "./waveform/one-channel";

export const RecordingQuery = z.object({
  /** `stereo`: each speaker on a channel of their own, where the vendor recorded it so. */
  channels: z.enum(["mono", "stereo"]).default("mono"),
  /** `file`: to be kept, and on record as such. */
  as: z.enum(["file"]).optional(),
  /** With `as=file`: one channel alone, of a recording that has two and is not compressed. Vendors do not say whose is which. */
  track: z.enum(["left", "right"]).optional(),
  /** With `track`: who is heard on it, as the listener found; names the file. */
  speaker: z.enum(["agent", "caller"]).optional(),
});

type Input = z.infer<typeof RecordingQuery> & { id: string; range: string | null; signal: AbortSignal };

/**
 * Finds the recording of a call and returns how to open it. The opening is a step of its own, to be taken when the
 * transaction is over: a slow vendor must not hold a database connection. Throws `not_found`.
 */
export async function openRecording(ctx: Context, input: Input): Promise<() => Promise<Response>> {
  const call = await callRow(ctx, input.id);
  const vault = await openVault(ctx);
  requirePhi(ctx, vault);
  const { recording_url, recording_stereo_url } = recordingOf(vault, call);
  const isTrack = input.as === "file" && input.track !== undefined;
  if (isTrack && !recording_stereo_url) throw new AppError("not_found", "Both speakers were recorded on one track.");
  const [wanted, other] =
    input.channels === "stereo" || isTrack
      ? [recording_stereo_url, recording_url]
      : [recording_url, recording_stereo_url];
  const address = wanted ?? other;
  if (!address) throw new AppError("not_found", "This call has no recording.");
  const name = input.as === "file" ? "call.recording_downloaded" : "call.recording_played";
  notePhiRead(ctx, vault, { name, subject: { type: "call", id: input.id } });
  const filename = `call-${call.started_at.toISOString().slice(0, 19).replaceAll(/[T:]/g, "-")}`;
  return () => (isTrack ? passOnTrack(address, input, filename) : passOn(address, input, filename));
}

/** One channel as a file of its own: its length is known only as it leaves, and parts of it cannot be asked for. */
async function passOnTrack(address: string, { track, speaker, signal }: Input, filename: string): Promise<Response> {
  const answer = await fetchRecording(address, { signal, withinMs: WITHIN_MS });
  const sound = await oneChannel(answer.body, track === "right" ? 1 : 0);
  if (!sound) throw new AppError("not_found", "The vendor's file cannot be divided. The whole recording can be kept.");
  return new Response(sound, {
    headers: {
      "content-type": "audio/wav",
      "content-disposition": `attachment; filename="${filename}-${speaker ?? track}.wav"`,
      "x-content-type-options": "nosniff",
    },
  });
}

/** Whoever listens longer asks again for the part that is missing: players do so by themselves. */
const WITHIN_MS = 15 * 60_000;

/** `bytes=0-`, `bytes=500-999`, `bytes=-500`: one range, as players ask for it. Anything else is not passed on. */
const RANGE = /^bytes=(\d{1,15}-\d{0,15}|-\d{1,15})$/;

async function passOn(address: string, { range, signal, as }: Input, filename: string): Promise<Response> {
  const answer = await fetchRecording(address, {
    signal,
    withinMs: WITHIN_MS,
    ...(range && RANGE.test(range) ? { range } : {}),
  });
  if (answer.status === 416) return rangeNotSatisfiable(answer);
  const headers = new Headers({
    "content-type": audioType(answer.headers.get("content-type"), address),
    "content-disposition": `${as === "file" ? "attachment" : "inline"}; filename="${filename}.${extensionOf(address)}"`,
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

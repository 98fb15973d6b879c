import { sql } from "kysely";
import type { Context } from "../auth/context";
import { withTenant } from "../db/tenant";
import { recordingOf } from "../phi/call-values";
import { requirePhi } from "../phi/sight";
import { openVault } from "../phi/vault";
import { fetchRecording } from "./fetch-recording";
import { callRow } from "./rows";
import { measureAnswer } from "./waveform/measure-answer";
import type { Loudness } from "./waveform/sound-meter";

/** How loud a recording is over time. `peaks`: 0–255 per bar, one list per channel; empty when it cannot be read here. */
export type Waveform = Loudness;

/** The request has a minute. */
const WITHIN_MS = 50_000;

/**
 * The waveform of a call's recording. It is measured once, from the sound, after the request's own transaction: a slow
 * vendor must not hold a connection, and a viewer's transaction could not keep it. Throws `not_found`.
 */
export async function readWaveform(
  ctx: Context,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<Waveform | (() => Promise<Waveform>)> {
  const call = await callRow(ctx, id);
  const vault = await openVault(ctx);
  requirePhi(ctx, vault);
  const version = versionOf(call.facets);
  const kept = await ctx.tx
    .selectFrom("call_waveforms")
    .selectAll()
    .where("org_id", "=", ctx.org.id)
    .where("call_id", "=", id)
    .where("recording_version", "=", version)
    .executeTakeFirst();
  if (kept) return { duration_ms: kept.duration_ms, peaks: unpacked(kept), silences: paired(kept.silences) };
  const { recording_url, recording_stereo_url } = recordingOf(vault, call);
  const address = recording_stereo_url ?? recording_url;
  return async () => {
    const measured = await measure(address, signal);
    await keep(ctx.org.id, id, version, measured);
    return measured;
  };
}

async function measure(address: string | null, signal: AbortSignal): Promise<Waveform> {
  const answer = await fetchRecording(address, { signal, withinMs: WITHIN_MS });
  return (await measureAnswer(answer)) ?? { duration_ms: 0, peaks: [], silences: [] };
}

// Not an act of whoever asked: what is kept here can be made again from the recording at any time.
async function keep(orgId: string, callId: string, version: string, { duration_ms, peaks, silences }: Waveform) {
  const row = {
    recording_version: version,
    channels: peaks.length,
    duration_ms,
    peaks: Buffer.from(peaks.flat()),
    silences: silences.flat(),
    measured_at: sql<Date>`clock_timestamp()`,
  };
  await withTenant({ orgId }, (tx) =>
    tx
      .insertInto("call_waveforms")
      .values({ org_id: orgId, call_id: callId, ...row })
      .onConflict((conflict) => conflict.columns(["org_id", "call_id"]).doUpdateSet(row))
      .execute(),
  );
}

function versionOf(facets: unknown): string {
  const version = typeof facets === "object" && facets && "recording" in facets ? facets.recording : "";
  return typeof version === "string" ? version : "";
}

function unpacked({ channels, peaks }: { channels: number; peaks: Buffer }): number[][] {
  const bars = channels === 0 ? 0 : peaks.length / channels;
  return Array.from({ length: channels }, (_, channel) => [...peaks.subarray(channel * bars, (channel + 1) * bars)]);
}

function paired(flat: readonly number[]): [number, number][] {
  return Array.from({ length: flat.length / 2 }, (_, at) => [flat[2 * at] ?? 0, flat[2 * at + 1] ?? 0]);
}

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/[id]/waveform/route";
import type { Waveform } from "@/lib/calls/read-waveform";
import { env } from "@/lib/env";
import { makeCall, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

// A vendor's file server that counts; reached because its origin is configured, as a vendor's is.
let asked = 0;
let answerWith: (response: ServerResponse) => void;
const vendor = createServer((_, response) => {
  asked += 1;
  answerWith(response);
});
const configured = env();
const { RETELL_BASE_URL } = configured;

beforeAll(() => new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve)));
beforeEach(() => {
  asked = 0;
});
afterAll(() => {
  configured.RETELL_BASE_URL = RETELL_BASE_URL;
  vendor.close();
});

/** One second loud, two silent, one loud; 8 kHz, 16 bits, one channel. */
function sound(): Buffer {
  const samples = Array.from({ length: 32_000 }, (_, at) =>
    at < 8_000 || at >= 24_000 ? (at % 2 ? 9_000 : -9_000) : 0,
  );
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write("RIFF", 0);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8_000, 24);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, at) => {
    wav.writeInt16LE(sample, 44 + at * 2);
  });
  return wav;
}

async function recorded(): Promise<TestCall> {
  const origin = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  configured.RETELL_BASE_URL = `${origin}/api`;
  const call = await makeCall();
  await database()`update public.calls set recording_url = ${`${origin}/one.wav`}, recording_stereo_url = null, recording_ciphertext = null
    where id = ${call.id}`;
  return call;
}

const read = (slug: string, id: string, cookie?: string) =>
  callRoute(GET, { path: `/api/v1/orgs/${slug}/calls/${id}/waveform`, params: { org: slug, id }, cookie });

describe("GET /calls/{id}/waveform", () => {
  test("a recording is fetched and measured once, even for a viewer, and then read from the database", async () => {
    const { org, id } = await recorded();
    answerWith = (response) => response.end(sound());
    const cookie = await org.viewer.cookie();
    const first = await read(org.slug, id, cookie);
    expect(first.status).toBe(200);
    const { peaks, silences, duration_ms } = first.json<Waveform>();
    expect(duration_ms).toBe(4_000);
    expect([peaks[0]?.[50], peaks[0]?.[400], peaks[0]?.[750]]).toEqual([255, 0, 255]);
    expect(silences).toEqual([[1_200, 2_800]]);
    expect((await read(org.slug, id, cookie)).json()).toEqual(first.json());
    expect(asked).toBe(1);
  });

  test("another recording of the same call is measured anew", async () => {
    const { org, id } = await recorded();
    answerWith = (response) => response.end(sound());
    const cookie = await org.viewer.cookie();
    await read(org.slug, id, cookie);
    await database()`update public.calls set facets = facets || '{"recording": "z"}' where id = ${id}`;
    await read(org.slug, id, cookie);
    expect(asked).toBe(2);
  });

  test("what is no WAV is left to the browser, and asked for once", async () => {
    const { org, id } = await recorded();
    answerWith = (response) => response.end("ID3 and the rest of an MP3");
    const cookie = await org.viewer.cookie();
    for (const _ of [1, 2])
      expect((await read(org.slug, id, cookie)).json()).toEqual({ duration_ms: 0, peaks: [], silences: [] });
    expect(asked).toBe(1);
  });

  test("a recording that is gone is not found; a vendor in trouble is 503, and nothing is kept of either", async () => {
    const { org, id } = await recorded();
    const cookie = await org.viewer.cookie();
    for (const [status, answer] of [
      [404, 404],
      [500, 503],
    ] as const) {
      answerWith = (response) => response.writeHead(status).end();
      expect((await read(org.slug, id, cookie)).status).toBe(answer);
    }
    expect(await database()`select from public.call_waveforms where call_id = ${id}`).toHaveLength(0);
  });

  test("another organization's call is not found and its vendor is not asked", async () => {
    const [{ org, id }, stranger] = await Promise.all([recorded(), makeOrganization()]);
    const cookie = await stranger.admin.cookie();
    expect((await read(stranger.slug, id, cookie)).status).toBe(404);
    expect((await read(org.slug, id, cookie)).status).toBe(404);
    expect((await read(org.slug, id)).status).toBe(401);
    expect(asked).toBe(0);
  });
});

import { describe, expect, test } from "vitest";
import { measureWav } from "@/lib/calls/waveform/measure-wav";
import { oneChannel } from "@/lib/calls/waveform/one-channel";
import { BARS, SoundMeter } from "@/lib/calls/waveform/sound-meter";

const RATE = 8_000;

/** A tone or silence of some seconds; `size` is its loudness. */
const tone = (seconds: number, size: number) =>
  Array.from({ length: RATE * seconds }, (_, at) => Math.sin(at / 3) * size);

function measured(...channels: number[][]) {
  const meter = new SoundMeter(RATE, channels.length);
  (channels[0] ?? []).forEach((_, at) => {
    channels.forEach((samples, channel) => {
      meter.add(channel, samples[at] ?? 0);
    });
  });
  return meter.finish();
}

/** A WAV of 16-bit samples, in pieces of odd sizes as a network brings them. */
async function* wav(samples: number[], channels: number, { size = samples.length * 2, kind = 1 } = {}) {
  const bytes = Buffer.alloc(44 + 6 + samples.length * 2);
  bytes.write("RIFF", 0);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(kind, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt16LE(16, 34);
  // A chunk of odd length between the format and the sound, padded as the format asks for.
  bytes.write("LIST", 36);
  bytes.writeUInt32LE(1, 40);
  const data = 46;
  const whole = Buffer.alloc(data + 8 + samples.length * 2);
  bytes.copy(whole, 0, 0, 44);
  whole.write("data", data);
  whole.writeUInt32LE(size, data + 4);
  samples.forEach((sample, at) => {
    whole.writeInt16LE(Math.round(sample * 32_767), data + 8 + at * 2);
  });
  for (let at = 0; at < whole.length; at += 1_013) yield new Uint8Array(whole.subarray(at, at + 1_013));
}

describe("the measure of a sound", () => {
  test("bars follow the loudness; the loudest of all channels is full", () => {
    const { peaks, duration_ms } = measured([...tone(4, 0.5), ...tone(4, 0.05)], [...tone(8, 0.1)]);
    expect(duration_ms).toBe(8_000);
    expect(peaks.map((channel) => channel.length)).toEqual([BARS, BARS]);
    expect(peaks[0]?.[100]).toBe(255);
    expect(peaks[0]?.[700]).toBeCloseTo(25, -1);
    expect(peaks[1]?.[100]).toBeCloseTo(51, -1);
  });

  test("a short sound fills every bar", () => {
    const [bars = []] = measured(tone(1, 0.5)).peaks;
    expect(Math.min(...bars)).toBeGreaterThan(200);
  });

  test("a silence is found with a margin at both ends; a pause of speech is not", () => {
    const { silences } = measured([
      ...tone(2, 0.5),
      ...tone(3, 0.001),
      ...tone(1, 0.5),
      ...tone(0.6, 0),
      ...tone(1, 0.5),
    ]);
    expect(silences).toEqual([[2_200, 4_800]]);
  });

  test("while one of two speaks there is no silence", () => {
    expect(measured([...tone(2, 0.5), ...tone(3, 0)], [...tone(2, 0), ...tone(3, 0.5)]).silences).toEqual([]);
  });

  test("a click does not end a silence, and hiss is silence", () => {
    const { silences } = measured([
      ...tone(2, 0.5),
      ...tone(1, 0.01),
      ...tone(0.02, 0.5),
      ...tone(1, 0.01),
      ...tone(1, 0.5),
    ]);
    expect(silences).toHaveLength(1);
  });
});

describe("a WAV file", () => {
  test("is measured as its samples are, whatever the pieces and the chunks before the sound", async () => {
    const left = [...tone(2, 0.5), ...tone(2, 0)];
    const right = tone(4, 0.1);
    const mixed = left.flatMap((sample, at) => [sample, right[at] ?? 0]);
    const stereo = await measureWav(wav(mixed, 2));
    expect(stereo?.duration_ms).toBe(4_000);
    expect(stereo?.peaks).toHaveLength(2);
    expect(stereo?.peaks[0]?.[100]).toBe(255);
    expect(stereo?.peaks[0]?.[700]).toBe(0);
    expect(stereo?.peaks[1]?.[700]).toBeGreaterThan(40);
  });

  test("that did not know its length is read to its end", async () => {
    const samples = tone(3, 0.5);
    expect((await measureWav(wav(samples, 1, { size: 0xffff_ffff })))?.duration_ms).toBe(3_000);
  });

  test.each([
    [
      "an MP3",
      async function* () {
        yield new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      },
    ],
    [
      "a page",
      async function* () {
        yield new TextEncoder().encode("<!doctype html><p>Gone</p>");
      },
    ],
    ["nothing", async function* () {}],
    ["a WAV in a code we do not read", () => wav(tone(1, 0.5), 1, { kind: 85 })],
  ])("%s is none", async (_, pieces: () => AsyncIterable<Uint8Array>) => {
    expect(await measureWav(pieces())).toBeNull();
  });
});

describe("one channel of a recording", () => {
  const [agent, caller] = [tone(3, 0.5), tone(3, 0.05)];
  const both = agent.flatMap((sample, at) => [sample, caller[at] ?? 0]);
  const bytesOf = async (pieces: AsyncIterable<Uint8Array> | null) => {
    const parts: Uint8Array[] = [];
    for await (const part of pieces ?? []) parts.push(part);
    return Buffer.concat(parts);
  };
  const alone = async (channel: 0 | 1, options = {}) => bytesOf(await oneChannel(wav(both, 2, options), channel));

  test.each([
    [0, agent],
    [1, caller],
  ] as const)("%i alone is a file that holds every sample of it and none of the other", async (channel, samples) => {
    const file = await alone(channel);
    expect(file.length).toBe(44 + samples.length * 2);
    expect([file.readUInt32LE(4), file.readUInt16LE(22), file.readUInt32LE(40)]).toEqual([
      file.length - 8,
      1,
      samples.length * 2,
    ]);
    const heard = samples.map((_, at) => file.readInt16LE(44 + at * 2));
    expect(heard).toEqual(samples.map((sample) => Math.round(sample * 32_767) + 0));
    expect((await measureWav(pieces(file)))?.peaks).toHaveLength(1);
  });

  test("a recording written as a stream, which did not know its length, is divided to its end", async () => {
    const file = await alone(1, { size: 0xffff_ffff });
    expect(file.length).toBe(44 + caller.length * 2);
    expect(file.readUInt32LE(40)).toBe(0xffff_ffff);
  });

  test("one that holds everybody on one channel, or is no WAV, is not divided, and its source is let go", async () => {
    let closed = 0;
    async function* source(from: AsyncIterable<Uint8Array>) {
      try {
        yield* from;
      } finally {
        closed += 1;
      }
    }
    expect(await oneChannel(source(wav(agent, 1)), 0)).toBeNull();
    expect(await oneChannel(source(pieces(Buffer.from("ID3".padEnd(400, "x")))), 0)).toBeNull();
    expect(closed).toBe(2);
  });

  test("who stops listening lets go of the source", async () => {
    let closed = false;
    async function* source() {
      try {
        yield* wav(both, 2);
      } finally {
        closed = true;
      }
    }
    const sound = await oneChannel(source(), 0);
    const reader = sound?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(closed).toBe(true);
  });
});

async function* pieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 777) yield new Uint8Array(bytes.subarray(at, at + 777));
}

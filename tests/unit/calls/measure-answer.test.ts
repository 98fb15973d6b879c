import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measureAnswer } from "@/lib/calls/waveform/measure-answer";
import { measureWav } from "@/lib/calls/waveform/measure-wav";
import { fetchGuarded } from "@/lib/http/fetch-guarded";

/** A file server that hands out what a test says, and tells when we let go of it. */
let server: Server;
let origin: string;
let handOut: (response: ServerResponse) => void;
let letGo: Promise<void>;

beforeAll(async () => {
  server = createServer((_, response) => {
    letGo = new Promise((resolve) => void response.on("close", resolve));
    handOut(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const open = () => fetchGuarded(`${origin}/one.wav`, { trustedOrigins: [origin], withinMs: 60_000 });

/** The beginning of a WAV: one second of 8-bit sound at 8 kHz begins behind it. */
function beginning({ name = "fmt ", size = 16, soundBytes = 8_000 } = {}): Buffer {
  const head = Buffer.alloc(12 + 8 + 16 + 8);
  head.write("RIFF", 0);
  head.write("WAVE", 8);
  head.write(name, 12);
  head.writeUInt32LE(size, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(soundBytes, 40);
  return head;
}

const PIECE = new Uint8Array(64 * 1024);
const MEGABYTE = 1024 * 1024;

/** Writes for as long as anybody reads. */
function writeOn(response: ServerResponse, first: Uint8Array): void {
  response.write(first);
  const more = () => {
    while (!response.destroyed && response.write(PIECE));
  };
  response.on("drain", more);
  more();
}

describe("a recording that claims more than it may", () => {
  async function takenOf(head: Buffer): Promise<{ measured: unknown; bytes: number }> {
    let bytes = 0;
    async function* pieces() {
      yield head;
      for (; bytes < 16 * MEGABYTE; bytes += PIECE.length) yield PIECE;
    }
    return { measured: await measureWav(pieces()), bytes };
  }

  test("a format of four gigabytes is no recording, and none of it is held", async () => {
    expect(await takenOf(beginning({ size: 0xffff_fff0 }))).toEqual({ measured: null, bytes: 0 });
    expect(await takenOf(beginning({ size: 0x1_0012 }))).toEqual({ measured: null, bytes: 0 });
  });

  test("control: a chunk of that size which is not held is passed over to the end", async () => {
    const { bytes } = await takenOf(beginning({ name: "LIST", size: 0xffff_fff0 }));
    expect(bytes).toBe(16 * MEGABYTE);
  });

  test("an endless answer that never said how long it is is left behind at the limit", async () => {
    handOut = (response) => writeOn(response, beginning({ soundBytes: 0xffff_ffff }));
    expect(await measureAnswer(await open(), MEGABYTE)).toBeNull();
    await letGo;
  });

  test("one that says it is longer is not read at all", async () => {
    handOut = (response) => {
      response.writeHead(200, { "content-length": 2 * MEGABYTE });
      response.write(beginning({ soundBytes: 0xffff_ffff }));
    };
    expect(await measureAnswer(await open(), MEGABYTE)).toBeNull();
    await letGo;
  });

  test("control: the same sound within the limit is measured", async () => {
    handOut = (response) => {
      response.write(beginning());
      response.end(Buffer.alloc(8_000, 200));
    };
    expect(await measureAnswer(await open(), MEGABYTE)).toMatchObject({ duration_ms: 1_000 });
  });
});

test("what turns out to be no recording is let go of at once, however much of it is left", async () => {
  handOut = (response) => writeOn(response, Buffer.from("ID3 and the rest of an endless MP3"));
  expect(await measureAnswer(await open())).toBeNull();
  await letGo;
});

test("a recording that is cut before its end is a vendor in trouble, not a short recording", async () => {
  handOut = (response) => {
    response.write(beginning({ soundBytes: 80_000 }));
    response.write(Buffer.alloc(8_000, 200), () => response.destroy());
  };
  await expect(measureAnswer(await open())).rejects.toMatchObject({ code: "unavailable" });
});

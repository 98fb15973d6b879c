import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/orgs/[org]/calls/[id]/recording/route";
import { env } from "@/lib/env";
import { makeCall, type TestCall } from "../../support/call";
import { database } from "../../support/database";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeOrganization } from "../../support/organization";

// A vendor's file server that may be told how to behave; reached because its origin is configured, as a vendor's is.
let answerWith: (request: IncomingMessage, response: ServerResponse) => void;
let connections = 0;
const vendor = createServer((request, response) => answerWith(request, response));
const configured = env();
const { RETELL_BASE_URL } = configured;

beforeAll(async () => {
  vendor.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  configured.RETELL_BASE_URL = RETELL_BASE_URL;
  vendor.close();
});

const origin = () => `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;

async function recorded(address = `${origin()}/rec/one.wav`, trusted = true): Promise<TestCall> {
  configured.RETELL_BASE_URL = trusted ? `${origin()}/api` : RETELL_BASE_URL;
  const call = await makeCall();
  await database()`update public.calls set recording_url = ${address}, recording_ciphertext = null where id = ${call.id}`;
  return call;
}

async function open(
  call: TestCall,
  headers: Record<string, string> = {},
  cookie?: string,
  query = "",
): Promise<RouteAnswer> {
  return callRoute(GET, {
    path: `/api/v1/orgs/${call.org.slug}/calls/${call.id}/recording${query}`,
    params: { org: call.org.slug, id: call.id },
    cookie: cookie ?? (await call.org.viewer.cookie()),
    headers,
  });
}

/** A WAV of 16-bit samples at 8 kHz; the samples small enough to survive as text. */
function wavFile(channels: number, samples: Buffer): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000 * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

const SOUND = "RIFF".padEnd(1000, "x");

function serveSound(request: IncomingMessage, response: ServerResponse): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  if (!range) {
    response.writeHead(200, { "content-type": "audio/wav", "content-length": SOUND.length, "set-cookie": "a=b" });
    return void response.end(SOUND);
  }
  const [from, to] = [Number(range[1]), range[2] ? Number(range[2]) : SOUND.length - 1];
  if (from >= SOUND.length) {
    response.writeHead(416, { "content-range": `bytes */${SOUND.length}` });
    return void response.end();
  }
  response.writeHead(206, {
    "content-type": "audio/wav",
    "content-range": `bytes ${from}-${to}/${SOUND.length}`,
    "content-length": to - from + 1,
  });
  response.end(SOUND.slice(from, to + 1));
}

describe("GET /calls/{id}/recording", () => {
  test("a viewer hears the whole recording from our own address, and it is stored nowhere", async () => {
    const call = await recorded();
    answerWith = serveSound;
    const answer = await open(call);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(SOUND);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "audio/wav",
      "content-length": "1000",
      "accept-ranges": "bytes",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  test("a player may ask for a part, and for one that does not exist", async () => {
    const call = await recorded();
    answerWith = serveSound;
    const part = await open(call, { range: "bytes=0-3" });
    expect([part.status, part.text, part.headers.get("content-range")]).toEqual([206, "RIFF", "bytes 0-3/1000"]);
    const beyond = await open(call, { range: "bytes=5000-" });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */1000"]);
  });

  test("a file to keep is an attachment; a speaker alone is one channel of it, named after them", async () => {
    const call = await recorded();
    const cookie = await call.org.viewer.cookie();
    const address = `${origin()}/rec/two.wav`;
    const frames = Buffer.from([1, 0, 9, 0, 2, 0, 8, 0, 3, 0, 7, 0]);
    const stereo = wavFile(2, frames);
    answerWith = (_, response) => {
      response.writeHead(200, { "content-type": "audio/wav", "content-length": stereo.length });
      response.end(stereo);
    };
    const keep = (query: string) => open(call, {}, cookie, `?as=file${query}`);
    const whole = await keep("");
    expect(whole.headers.get("content-disposition")).toMatch(/^attachment; filename="call-[\d-]+\.wav"$/);
    // Recorded together: there is no track to keep.
    expect((await keep("&track=left")).status).toBe(404);
    await database()`update public.calls set recording_stereo_url = ${address} where id = ${call.id}`;
    const caller = await keep("&track=right&speaker=caller");
    expect(caller.headers.get("content-disposition")).toMatch(/^attachment; filename="call-[\d-]+-caller\.wav"$/);
    expect(Object.fromEntries(caller.headers)).toMatchObject({
      "content-type": "audio/wav",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    expect(caller.text).toBe(wavFile(1, Buffer.from([9, 0, 8, 0, 7, 0])).toString());
    expect((await keep("&track=left")).text).toBe(wavFile(1, Buffer.from([1, 0, 2, 0, 3, 0])).toString());
    // What is no WAV of two channels is not divided, and says so; the whole of it can still be kept.
    answerWith = serveSound;
    const compressed = await keep("&track=left");
    expect([compressed.status, compressed.text]).toEqual([404, expect.stringContaining("cannot be divided")]);
    expect((await keep("&channels=stereo")).text).toBe(SOUND);
    expect((await keep("&track=middle")).status).toBe(422);
  });

  test("a page dressed as a recording leaves as sound", async () => {
    const call = await recorded();
    answerWith = (_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<script>alert(1)</script>");
    };
    const answer = await open(call);
    expect(answer.headers.get("content-type")).toBe("audio/wav");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    [404, 404],
    [403, 404],
    [500, 503],
    [302, 503],
  ])("the vendor's %i becomes our %i with a sentence, and no redirect is followed", async (status, ours) => {
    const call = await recorded();
    let asked = 0;
    answerWith = (_, response) => {
      asked += 1;
      response.writeHead(status, { location: `${origin()}/elsewhere` });
      response.end("vendor words");
    };
    const answer = await open(call);
    expect(answer.status).toBe(ours);
    expect(answer.text).not.toContain("vendor words");
    expect(asked).toBe(1);
  });

  test("an address inside our own network is never dialled", async () => {
    const port = (vendor.address() as AddressInfo).port;
    const inside = [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `http://[::1]:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://0.0.0.0:${port}/`,
      `http://2130706433:${port}/`,
      `http://127.1:${port}/`,
      `http://0x7f000001:${port}/`,
      `http://user:pass@127.0.0.1:${port}/`,
      `file:///etc/passwd`,
      "not an address",
    ];
    const call = await recorded(inside[0], false);
    const cookie = await call.org.viewer.cookie();
    connections = 0;
    for (const address of inside) {
      await database()`update public.calls set recording_url = ${address}, recording_ciphertext = null where id = ${call.id}`;
      expect((await open(call, {}, cookie)).status, address).toBe(503);
    }
    expect(connections).toBe(0);
  });

  test("a call without a recording, and another organization's call, are not found", async () => {
    const call = await recorded();
    const stranger = await makeOrganization();
    await database()`update public.calls set recording_url = null, recording_stereo_url = null, recording_ciphertext = null where id = ${call.id}`;
    expect((await open(call)).status).toBe(404);
    expect((await open(call, {}, await stranger.admin.cookie())).status).toBe(404);
    expect((await open(call, {}, "")).status).toBe(401);
  });
});

import { execFile } from "node:child_process";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { fetchGuarded } from "@/lib/http/fetch-guarded";
import { readBytes } from "@/lib/http/read-bytes";
import { KEPT_BYTES, readText } from "@/lib/http/read-text";
import { vendorRequest } from "@/lib/voice/vendor-request";

/** Promise S7: what an answer of somebody else's may cost us, in time and in memory. */
const BOMB_MB = 400;
const MOST_MB = 20;

let server: Server;
let origin: string;
let bomb: Buffer;
const drips = { sent: 0, ended: Promise.resolve() };

const answers: Record<string, (response: ServerResponse) => void> = {
  "/small": (response) => response.end('{"small":true}'),
  "/bomb": (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
  "/drip": (response) => {
    response.writeHead(200);
    drips.sent = 0;
    const dripping = setInterval(() => {
      drips.sent += 1;
      response.write(" ");
    }, 5);
    drips.ended = new Promise((resolve) => {
      response.on("close", () => {
        clearInterval(dripping);
        resolve();
      });
    });
  },
};

beforeAll(async () => {
  bomb = await madeOf(BOMB_MB);
  server = createServer((request, response) => answers[request.url ?? ""]?.(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** So many megabytes of spaces, packed: what arrives is a thousandth of what it unpacks to. */
async function madeOf(megabytes: number): Promise<Buffer> {
  const packing = createGzip({ level: 9 });
  const packed: Buffer[] = [];
  packing.on("data", (piece: Buffer) => packed.push(piece));
  const piece = Buffer.alloc(1024 * 1024, " ");
  for (let at = 0; at < megabytes; at++)
    if (!packing.write(piece)) await new Promise((resolve) => packing.once("drain", resolve));
  await new Promise<void>((resolve) => void packing.on("end", resolve).end());
  return Buffer.concat(packed);
}

describe(`an answer that unpacks to ${BOMB_MB} MB`, () => {
  const root = join(import.meta.dirname, "../../..");

  async function costOf(how: string): Promise<{ cost_mb: number; outcome: string }> {
    const { stdout } = await promisify(execFile)(
      join(root, "node_modules/.bin/tsx"),
      ["--expose-gc", "tests/support/cost-of-answer.ts", how, origin],
      { cwd: root },
    );
    return JSON.parse(stdout);
  }

  test.each([
    ["a vendor's answer", "vendor", "VendorError"],
    ["what is only looked at", "kept", "given up"],
    ["the answer of an address that somebody chose", "guarded", "read"],
  ])(`costs no more than ${MOST_MB} MB of memory as %s`, async (_, how, outcome) => {
    const cost = await costOf(how);
    expect(cost.outcome).toBe(outcome);
    expect(cost.cost_mb).toBeLessThanOrEqual(MOST_MB);
  });

  test("control: an answer that nobody counts is held as a whole", async () => {
    expect((await costOf("uncounted")).cost_mb).toBeGreaterThan(BOMB_MB / 2);
  });

  test(`of it no more than ${KEPT_BYTES / 1024} KB are ever kept`, async () => {
    expect(await readText(new Response("x".repeat(KEPT_BYTES)).body)).toHaveLength(KEPT_BYTES);
    expect(await readText(new Response("x".repeat(KEPT_BYTES + 1)).body)).toBeNull();
    expect(await readText(null)).toBe("");
  });

  test("of a file that is wanted whole no more than was agreed is held, whatever its answer said of its length", async () => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    expect(await readBytes(new Response(bytes).body, 4).then((whole) => whole && new Uint8Array(whole))).toEqual(bytes);
    expect(await readBytes(new Response(bytes).body, 3)).toBeNull();
    expect(await readBytes(null, 3)).toHaveProperty("byteLength", 0);
    const { body } = await fetch(`${origin}/drip`);
    expect(await readBytes(body, 10)).toBeNull();
    await drips.ended;
  });
});

describe("an answer that drips, a byte at a time", () => {
  const dripping = (withinMs: number) =>
    fetchGuarded(`${origin}/drip`, { trustedOrigins: [origin], idleMs: 10_000, withinMs });

  test("is cut when its time is up, and its connection with it", async () => {
    const { body } = await dripping(200);
    await expect(readText(body)).rejects.toThrow();
    await drips.ended;
  });

  test("is cut when nobody reads it, too", async () => {
    await dripping(200);
    await drips.ended;
  });

  test("control: with time enough the same drip goes on, for it is never idle", async () => {
    const { body } = await dripping(60_000);
    await expect.poll(() => drips.sent, { timeout: 20_000 }).toBeGreaterThan(100);
    const reader = body.getReader();
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
    await drips.ended;
  });

  test("of a vendor's API is no answer", async () => {
    const asked = vendorRequest({
      ...{ provider: "vapi", baseUrl: origin, apiKey: "k", method: "GET", path: "/drip", answer: z.unknown() },
      ...{ isRead: false, withinMs: 200 },
    });
    await expect(asked).rejects.toMatchObject({ status: null, permanent: false });
    await drips.ended;
  });
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchGuarded, type GuardedOptions } from "@/lib/http/fetch-guarded";

type Seen = { method: string | undefined; url: string | undefined; type: string | undefined; body: string };

let server: Server;
let origin: string;
const seen: Seen[] = [];

const answers: Record<string, (response: ServerResponse) => void> = {
  "/hello": (response) => response.writeHead(201, { "x-one": "1", "set-cookie": ["a=1", "b=2"] }).end("hello"),
  "/elsewhere": (response) => response.writeHead(302, { location: `${origin}/hello` }).end(),
  "/silent": () => undefined,
  "/stalls": (response) => void response.writeHead(200).write("begin"),
};

beforeAll(async () => {
  server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      seen.push({ method, url, type: headers["content-type"], body: Buffer.concat(chunks).toString() });
      (answers[url ?? ""] ?? answers["/hello"])?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const trusted = (path: string, more: Partial<GuardedOptions> = {}) =>
  fetchGuarded(`${origin}${path}`, { trustedOrigins: [origin], ...more });
const textOf = (body: ReadableStream<Uint8Array>) => new Response(body).text();
const notFetched = expect.objectContaining({
  code: "unavailable",
  message: "This address may not be fetched from here.",
});
const noAnswer = expect.objectContaining({
  code: "unavailable",
  message: "The other side did not answer. Try again in a moment.",
});

describe("an address that the operator configured", () => {
  test("is read by GET, and answers status, headers and body", async () => {
    const answer = await trusted("/hello", { headers: { "x-key": "1" } });
    expect([answer.status, answer.headers.get("x-one"), await textOf(answer.body)]).toEqual([201, "1", "hello"]);
    expect(seen.at(-1)).toEqual({ method: "GET", url: "/hello", type: undefined, body: "" });
  });

  test("is sent JSON by POST", async () => {
    await textOf((await trusted("/hello", { json: { a: 1 } })).body);
    expect(seen.at(-1)).toEqual({ method: "POST", url: "/hello", type: "application/json", body: '{"a":1}' });
  });

  test("is not followed to where it leads", async () => {
    const asked = seen.length;
    const answer = await trusted("/elsewhere");
    await textOf(answer.body);
    expect([answer.status, seen.length - asked]).toEqual([302, 1]);
  });

  test("has so long to answer, and so long between two bytes", async () => {
    await expect(trusted("/silent", { headersWithinMs: 50 })).rejects.toEqual(noAnswer);
    const { body } = await trusted("/stalls", { idleMs: 50 });
    await expect(textOf(body)).rejects.toThrow();
  });

  test("is left as soon as nobody waits any more", async () => {
    const leaving = new AbortController();
    const answer = trusted("/silent", { signal: leaving.signal });
    leaving.abort();
    await expect(answer).rejects.toEqual(noAnswer);
  });

  test("is another one on another port, or with another name", async () => {
    for (const other of [
      origin.replace("127.0.0.1", "127.0.0.2"),
      origin.replace(/\d+$/, "1"),
      `${origin}0`.slice(0, 60),
    ])
      await expect(fetchGuarded(other, { trustedOrigins: [origin] })).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("an address that somebody else chose", () => {
  test.each([
    ["no address", "nowhere"],
    ["another protocol", "ftp://example.com/x"],
    ["a file", "file:///etc/passwd"],
    ["a name and a password", "http://user:secret@example.com/"],
    ["a name alone", "http://user@example.com/"],
    ["a password alone", "http://:secret@example.com/"],
    ["this machine, by its IPv6", "http://[::1]/"],
    ["this machine, mapped", "http://[::ffff:127.0.0.1]/"],
    ["a cloud's metadata", "http://169.254.169.254/latest/meta-data"],
    ["this machine, as a number", "http://2130706433/"],
  ])("is refused before anything is dialled when it is %s", async (_, address) => {
    await expect(fetchGuarded(address, { trustedOrigins: [] })).rejects.toEqual(notFetched);
  });

  test("is refused at the moment of dialling when its name leads to this machine", async () => {
    let dialled = 0;
    const here = createServer((_request, response) => response.end("here")).on("connection", () => void dialled++);
    await new Promise<void>((resolve) => here.listen(0, "127.0.0.1", resolve));
    const named = `http://localhost:${(here.address() as AddressInfo).port}`;
    await expect(fetchGuarded(named, { trustedOrigins: [] })).rejects.toEqual(notFetched);
    expect(dialled).toBe(0);
    // Control: the same name is reached where the operator trusts it, so that it is our check that refused.
    expect(await textOf((await fetchGuarded(named, { trustedOrigins: [named] })).body)).toBe("here");
    expect(dialled).toBe(1);
    here.close();
  });

  test("that no name server knows did not answer", async () => {
    await expect(fetchGuarded("http://nobody.invalid/", { trustedOrigins: [] })).rejects.toEqual(noAnswer);
  });
});

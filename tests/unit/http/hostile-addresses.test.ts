import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchGuarded } from "@/lib/http/fetch-guarded";
import { hostileAddresses } from "../../support/hostile-addresses";

/** Promise S7, where it is kept: recordings and the controls of running calls are all fetched through here. */
let server: Server;
let port: number;
let arrived = 0;

beforeAll(async () => {
  server = createServer((_request, response) => response.end("inside")).on("connection", () => {
    arrived += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  arrived = 0;
});
afterAll(() => void server.close());

test("more than a hundred hostile addresses are refused, and none is dialled", async () => {
  const addresses = [...new Set(hostileAddresses(port))];
  expect(addresses.length).toBeGreaterThan(100);
  const reached: string[] = [];
  for (const address of addresses) {
    const answer = await fetchGuarded(address, { trustedOrigins: [], headersWithinMs: 2_000 }).catch(() => undefined);
    if (answer) reached.push(address);
  }
  expect(reached).toEqual([]);
  expect(arrived).toBe(0);
});

test("what the operator trusts is reached at that origin alone", async () => {
  const trusted = `http://127.0.0.1:${port}`;
  const answer = await fetchGuarded(`${trusted}/x`, { trustedOrigins: [trusted] });
  expect([answer.status, await new Response(answer.body).text()]).toEqual([200, "inside"]);
  const before = arrived;
  for (const other of [`http://localhost:${port}/`, `http://127.0.0.2:${port}/`, `http://[::1]:${port}/`])
    await expect(fetchGuarded(other, { trustedOrigins: [trusted] })).rejects.toMatchObject({ code: "unavailable" });
  expect(arrived).toBe(before);
});

test("control: looking at the name first and fetching then lets many of them arrive", async () => {
  const looksForeign = (address: string) =>
    URL.canParse(address) && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(address).hostname);
  const dialled = hostileAddresses(port).filter((address) => looksForeign(address) && address.startsWith("http:"));
  const local = dialled.filter((address) => /^(127\.|0\.0\.0\.0|localhost\.|\[::)/.test(new URL(address).hostname));
  expect(local.length).toBeGreaterThan(3);
  for (const address of local)
    await new Promise<void>((resolve) => {
      const asked = get(address, { timeout: 1_000 }, (response) => void response.resume().on("end", resolve));
      asked.on("error", () => resolve()).on("timeout", () => asked.destroy());
    });
  expect(arrived).toBeGreaterThan(3);
});

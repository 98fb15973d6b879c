import { type LookupAddress, lookup } from "node:dns";
import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { fetchGuarded } from "@/lib/http/fetch-guarded";
import { type Dns, serveDns } from "../../support/serve-dns";

/*
 * Names whose answer changes between two looks, from a real name server. The system's own resolver cannot be pointed at a
 * port, so `lookup` asks this one instead; and as nothing outside may be dialled, 127.0.0.2 stands for the public internet.
 */
const OUTSIDE = "127.0.0.2";
const INSIDE = "127.0.0.1";

vi.mock("@/lib/http/public-address", () => ({ isPublicAddress: (address: string) => address === "127.0.0.2" }));
vi.mock("node:dns", async (original) => {
  const dns = await original<typeof import("node:dns")>();
  return { ...dns, lookup: (...question: Parameters<typeof lookupThere>) => lookupThere(...question) };
});

let dns: Dns;
let port: number;
const servers: Server[] = [];
const arrived = { inside: 0, outside: 0 };

type Answered = (error: Error | null, addresses: LookupAddress[]) => void;

async function lookupThere(name: string, _: object, answered: Answered): Promise<void> {
  const { Resolver } = await import("node:dns/promises");
  const resolver = new Resolver();
  resolver.setServers([dns.resolver]);
  const found = await resolver.resolve4(name).catch((error: Error) => error);
  if (found instanceof Error) answered(found, []);
  else
    answered(
      null,
      found.map((address) => ({ address, family: 4 })),
    );
}

const listen = (address: string, on: number, side: keyof typeof arrived) =>
  new Promise<number>((resolve) => {
    const server = createServer((_, response) => response.end(side)).on("connection", () => {
      arrived[side] += 1;
    });
    servers.push(server);
    server.listen(on, address, () => resolve((server.address() as AddressInfo).port));
  });

beforeAll(async () => {
  dns = await serveDns();
  port = await listen(INSIDE, 0, "inside");
  await listen(OUTSIDE, port, "outside");
});
beforeEach(() => {
  arrived.inside = 0;
  arrived.outside = 0;
});
afterAll(async () => {
  for (const server of servers) server.close();
  await dns.stop();
});

const addressOf = (name: string) => `http://${name}:${port}/`;
const guarded = (name: string) => fetchGuarded(addressOf(name), { trustedOrigins: [] });
const refused = expect.objectContaining({ message: "This address may not be fetched from here." });

test("a name that was public when it was saved and is private when it is dialled is refused", async () => {
  dns.answerInTurn("later.example", [[OUTSIDE], [INSIDE]]);
  await new Promise<void>((resolve) => lookup("later.example", { all: true }, () => resolve()));
  await expect(guarded("later.example")).rejects.toEqual(refused);
  expect(arrived).toEqual({ inside: 0, outside: 0 });
});

test("a name is looked up once: what was checked is what is dialled, whatever it would answer next", async () => {
  dns.answerInTurn("turns.example", [[OUTSIDE], [INSIDE]]);
  const answer = await guarded("turns.example");
  expect(await new Response(answer.body).text()).toBe("outside");
  expect(arrived).toEqual({ inside: 0, outside: 1 });
  await expect(guarded("turns.example")).rejects.toEqual(refused);
  expect(arrived).toEqual({ inside: 0, outside: 1 });
});

test("a name that answers both at once is refused, whichever comes first", async () => {
  dns.answerInTurn("both.example", [[OUTSIDE, INSIDE]]);
  dns.answerInTurn("htob.example", [[INSIDE, OUTSIDE]]);
  for (const name of ["both.example", "htob.example"]) await expect(guarded(name)).rejects.toEqual(refused);
  expect(arrived).toEqual({ inside: 0, outside: 0 });
});

test("control: looking first and fetching then arrives inside", async () => {
  dns.answerInTurn("fooled.example", [[OUTSIDE], [INSIDE]]);
  const looked = await new Promise<LookupAddress[]>((resolve) =>
    lookup("fooled.example", { all: true }, (_, addresses) => resolve(addresses)),
  );
  expect(looked).toEqual([{ address: OUTSIDE, family: 4 }]);
  await new Promise<void>((resolve, reject) => {
    get(addressOf("fooled.example"), { lookup, agent: false }, (response) => {
      response.resume().on("end", resolve);
    }).on("error", reject);
  });
  expect(arrived).toEqual({ inside: 1, outside: 0 });
});

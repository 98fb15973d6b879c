import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { callRoute } from "../../support/http";
import { makePerson } from "../../support/organization";

// A Redis that takes every connection and never answers. Set before anything has read the environment.
const silent = createServer(() => undefined).listen(0, "127.0.0.1");
await new Promise((resolve) => silent.once("listening", resolve));
process.env.UPSTASH_REDIS_REST_URL = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
const { takeTurn } = await import("@/lib/redis/rate-limit");
const { POST: signIn } = await import("@/app/api/auth/sign-in/route");

afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

const timed = async <T>(work: () => Promise<T>) => {
  const begun = performance.now();
  return { answer: await work(), ms: performance.now() - begun };
};

test("a silent Redis costs a quarter second at first and nothing once the breaker is open (S13)", async () => {
  const slow = await timed(() => Promise.all([1, 2, 3].map((n) => takeTurn("auth.attempt", `first ${n}`))));
  expect(slow.ms).toBeLessThan(400);
  expect(slow.answer.every(({ allowed }) => allowed)).toBe(true);
  const quick = await timed(() => takeTurn("auth.attempt", "after"));
  expect(quick.ms).toBeLessThan(10);
});

test("people sign in while Redis is away, and guessing stays slow", async () => {
  const person = await makePerson();
  const attempt = (password: string) =>
    callRoute(signIn, { path: "/api/auth/sign-in", method: "POST", body: { email: person.email, password } });
  expect((await attempt(person.password)).status).toBe(200);
  const guesses = await Promise.all([1, 2, 3, 4, 5].map((n) => attempt(`guess ${n}`)));
  expect(guesses.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 429]);
});

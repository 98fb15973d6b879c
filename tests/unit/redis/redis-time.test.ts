import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inTime, joiningTimeOf, leftOf, newRedisTime, type RedisIsLate, redisTimeOf } from "@/lib/redis/redis-time";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const answerAfter = (ms: number) => new Promise<string>((resolve) => setTimeout(() => resolve("answer"), ms));
const never = () => new Promise<string>(() => undefined);

test("questions of one piece of work share the time of one, and another piece of work has its own (S13)", async () => {
  const work = {};
  const asked = performance.now();
  const questions = (async () => {
    const first = await inTime(redisTimeOf(work), answerAfter(100));
    const second = await inTime(redisTimeOf(work), answerAfter(100)).catch((late: RedisIsLate) => late.wasWhole);
    return [first, second, Math.round(performance.now() - asked)];
  })();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await questions).toEqual(["answer", false, 170]);
  expect(leftOf(redisTimeOf(work))).toBeLessThanOrEqual(0);
  expect(leftOf(redisTimeOf({}))).toBe(150);
});

test("questions that overlap take their time once", async () => {
  const time = newRedisTime();
  const both = Promise.all([inTime(time, answerAfter(60)), inTime(time, answerAfter(80))]);
  await vi.advanceTimersByTimeAsync(40);
  expect(Math.round(leftOf(time))).toBe(110);
  await vi.advanceTimersByTimeAsync(200);
  expect(await both).toEqual(["answer", "answer"]);
  expect(Math.round(leftOf(time))).toBe(70);
});

test("who has no time left takes what is there already, and waits for nothing", async () => {
  const time = newRedisTime();
  const first = inTime(time, never()).catch((late: RedisIsLate) => late.wasWhole);
  await vi.advanceTimersByTimeAsync(170);
  expect(await first).toBe(true);
  const there = inTime(time, Promise.resolve("there"));
  const missing = inTime(time, never()).catch((late: RedisIsLate) => late.wasWhole);
  await vi.advanceTimersByTimeAsync(2);
  expect([await there, await missing]).toEqual(["there", false]);
});

test("another's question is waited for nearly as long as one's own, and hardly by who found Redis late", async () => {
  const [fresh, late] = [{}, {}];
  const asked = Promise.all([
    inTime(redisTimeOf(fresh), answerAfter(100)),
    inTime(redisTimeOf(late), never()).catch(() => "late"),
  ]);
  await vi.advanceTimersByTimeAsync(200);
  expect(await asked).toEqual(["answer", "late"]);
  expect([fresh, late].map((work) => Math.round(leftOf(joiningTimeOf(work))))).toEqual([160, 60]);
});

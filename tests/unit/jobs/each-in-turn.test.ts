import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { eachInTurn } from "@/lib/jobs/each-in-turn";
import { catchEnvelopes, type EnvelopeCatcher } from "../../support/catch-envelopes";
import { setEnvironment } from "../../support/environment";

const log = vi.hoisted(() => ({ lines: [] as string[] }));
vi.mock("@/lib/log/logger", async (original) => {
  const real = await original<typeof import("@/lib/log/logger")>();
  const { catchLog } = await import("../../support/log-catcher");
  const caught = catchLog(real.makeLogger);
  log.lines = caught.lines;
  return { ...real, logger: () => caught.log };
});

let sentry: EnvelopeCatcher;
beforeAll(async () => {
  sentry = await catchEnvelopes();
  setEnvironment({ SENTRY_DSN: sentry.dsn });
});
beforeEach(() => void log.lines.splice(0));
afterAll(() => sentry.stop());

test("each thing has its turn, in the order in which they are written, and what each answered is told", async () => {
  const begun: string[] = [];
  const step = (name: string, answer: unknown) => async () => {
    begun.push(name);
    await new Promise((resolve) => setTimeout(resolve, 1));
    begun.push(`${name} done`);
    return answer;
  };
  expect(await eachInTurn({ one: step("one", 1), two: step("two", { more: 2 }) })).toEqual({
    one: 1,
    two: { more: 2 },
  });
  expect(begun).toEqual(["one", "one done", "two", "two done"]);
  expect(log.lines).toEqual([]);
});

test("those that fail are named at the end, and each is in the log and reported by itself", async () => {
  const done: string[] = [];
  const answer = eachInTurn({
    first: () => Promise.reject(new Error("the first broke")),
    second: async () => done.push("second"),
    third: () => Promise.reject(new Error("the third broke")),
    fourth: async () => done.push("fourth"),
  });
  await expect(answer).rejects.toThrow("failed: first, third");
  expect(done).toEqual(["second", "fourth"]);
  expect(log.lines.map((line) => JSON.parse(line))).toMatchObject([
    { step: "first", error: { message: "the first broke" } },
    { step: "third", error: { message: "the third broke" } },
  ]);
  for (const words of ["the first broke", "the third broke"])
    await sentry.next(({ payload }) => payload.includes(words));
});

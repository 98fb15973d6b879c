import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANSWER_MS, atLeast } from "@/lib/auth/at-least";
import { requireStrongPassword } from "@/lib/auth/require-strong-password";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether an answer is there after so many milliseconds of the clock. */
async function answeredAfter(ms: number, answer: Promise<unknown>): Promise<boolean> {
  let answered = false;
  const note = () => {
    answered = true;
  };
  answer.then(note, note);
  await vi.advanceTimersByTimeAsync(ms);
  return answered;
}

test("a quick answer waits for its time, success and failure alike", async () => {
  for (const work of [async () => "known", async () => Promise.reject(new Error("unknown"))]) {
    const answer = atLeast(ANSWER_MS, work);
    answer.catch(() => undefined);
    expect(await answeredAfter(ANSWER_MS - 1, answer)).toBe(false);
    expect(await answeredAfter(1, answer)).toBe(true);
  }
});

test("a slow answer waits for nothing more, and is what the work gave", async () => {
  const slow = atLeast(100, () => new Promise((resolve) => setTimeout(() => resolve("done"), 500)));
  expect(await answeredAfter(499, slow)).toBe(false);
  expect(await answeredAfter(1, slow)).toBe(true);
  expect(await slow).toBe("done");
  const failing = atLeast(0, () => Promise.reject(new Error("no")));
  failing.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(1);
  await expect(failing).rejects.toThrow("no");
});

test("a password that is easy to guess is refused beside its field, with what would make it harder", async () => {
  vi.useRealTimers();
  await expect(requireStrongPassword("password12", [])).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("Easy to guess."),
    details: { fields: { password: expect.stringContaining("Easy to guess.") } },
  });
  await expect(requireStrongPassword("annabel@example.com", ["annabel@example.com"])).rejects.toMatchObject({
    message: expect.stringContaining("somebody who knows you"),
  });
  await expect(requireStrongPassword("harbour violet tractor", [])).resolves.toBeUndefined();
});

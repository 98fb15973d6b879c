import { after } from "next/server";
import { fold } from "./fold";
import { watchEventLoop } from "./instance";
import { processWide } from "./process-wide";

const FOLD_EVERY_MS = 10_000;

const clock = processWide("clock", () => ({ due: 0, timer: undefined as NodeJS.Timeout | undefined }));

/**
 * Called with every request: once in ten seconds it lets a fold follow the answer. A server that lives on folds by a timer
 * as well; a function that is frozen after its answer must do it while the platform still waits for it.
 */
export function foldWhenDue(now = Date.now()): void {
  if (now < clock.due) return;
  clock.due = now + FOLD_EVERY_MS;
  if (!clock.timer) {
    start();
    return;
  }
  try {
    after(() => fold());
  } catch {
    void fold();
  }
}

// The first request only starts the clock: there is nothing to tell yet.
function start(): void {
  watchEventLoop();
  clock.timer = setInterval(() => {
    clock.due = Date.now() + FOLD_EVERY_MS;
    void fold();
  }, FOLD_EVERY_MS).unref();
}

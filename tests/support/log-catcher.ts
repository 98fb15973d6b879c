import type { Log } from "@/lib/log/logger";

/**
 * The product's own log, at its most talkative, into memory: for a test that mocks `@/lib/log/logger` by it.
 * @param makeLogger of the real module, whose nets hold here as well
 */
export function catchLog(makeLogger: typeof import("@/lib/log/logger").makeLogger): { lines: string[]; log: Log } {
  const lines: string[] = [];
  const settings = { LOG_LEVEL: "debug", FOYER_ENV: "embedded", VERCEL_GIT_COMMIT_SHA: undefined } as const;
  return { lines, log: makeLogger(settings, { write: (line) => void lines.push(line) }) };
}

import { sql } from "kysely";
import { lookupOf } from "../crypto/lookup";
import { withoutTenant } from "../db/tenant";
import { AppError } from "../errors";
import { inWords } from "../http/rate-limit-headers";
import { tellOfLock } from "./tell-of-lock";

/** What is guessed at. Six digits are fewer than passwords, so they get fewer tries. */
const FREE = { password: 10, code: 5 } as const;
export type Guessed = keyof typeof FREE;

type Attempt = { allowed: boolean; retry_after_ms: number; locked_since: Date | null; locks_now: boolean };

/**
 * Judges an attempt at an account, unless too many have failed: then it is refused unjudged (`rate_limited`), for a time
 * that doubles with each further failure, and the owner gets a mail with a link that lifts the lock. Known and unknown
 * accounts take the same steps. @param account what was typed as address, or the person's id @param email of the owner
 */
export async function guardAttempts<T>(
  what: Guessed,
  { account, email }: { account: string; email: string },
  judge: () => Promise<T>,
): Promise<T> {
  const key = attemptKey(what, account);
  const { rows } = await withoutTenant((tx) =>
    sql<Attempt>`select * from private.take_attempt(${key}, ${FREE[what]})`.execute(tx),
  );
  const [attempt] = rows;
  if (!attempt?.allowed) throw locked(attempt?.retry_after_ms ?? 60_000);
  try {
    const answer = await judge();
    await forgetAttempts(what, account);
    return answer;
  } catch (error) {
    if (!isWrong(error)) await withoutTenant((tx) => sql`select private.return_attempt(${key})`.execute(tx));
    else if (attempt.locks_now && attempt.locked_since) await tellOfLock(what, email, key, attempt.locked_since);
    throw error;
  }
}

/** What was guessed at was right, or is not what it was: as if nothing had been tried. */
export async function forgetAttempts(what: Guessed, account: string): Promise<void> {
  const keys = [attemptKey(what, account)];
  await withoutTenant((tx) => sql`select private.forget_attempts_at(${keys})`.execute(tx));
}

/** The name under which attempts are counted; no address is kept. */
export function attemptKey(what: Guessed, account: string): string {
  return lookupOf("attempts", `${what}\n${account.toLowerCase()}`);
}

function locked(ms: number): AppError {
  const seconds = Math.ceil(ms / 1000);
  return new AppError(
    "rate_limited",
    `Too many failed attempts. Try again in ${inWords(seconds)}. If this is your account, we have mailed you a link that unlocks it.`,
    { retry_after_seconds: seconds, reason: "locked" },
  );
}

/** Whether what was given was judged and found wrong. */
function isWrong(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const fields = error.details?.fields;
  const isField = typeof fields === "object" && fields !== null && ("code" in fields || "password" in fields);
  return isField || error.details?.reason === "invalid_credentials";
}

import { AppError } from "../errors";
import { enterSession } from "./enter-session";
import type { SignedIn } from "./session";

/** How long a password or a code vouches for whoever sits at the screen. */
const RECENT_MS = 10 * 60_000;

/**
 * What is said to this session's person unless they have signed in, typed their password or shown a code within ten minutes:
 * `forbidden` (`details.reason` "proof_needed", `details.by` "code" or "password"). Read afresh: the screen asks, then repeats.
 */
export async function lackOfProof({ person, session }: SignedIn, now = Date.now()): Promise<AppError | undefined> {
  const { has_second_factor, proved_at } = await enterSession({ userId: person.id, sessionId: session.id }, "", "");
  if (now - proved_at <= RECENT_MS) return undefined;
  const by = has_second_factor ? "code" : "password";
  return new AppError("forbidden", `Enter your ${by} once more to go on.`, { reason: "proof_needed", by });
}

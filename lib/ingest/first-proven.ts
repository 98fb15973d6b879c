import { AppError } from "../errors";
import { endOfTurn } from "../http/end-of-turn";
import type { RefusalReason, Verification } from "../voice/verification";

/** What one delivery may cost before anybody has proven it, in characters to hash: 500 usual bodies, 32 of the largest. */
const MOST_WORK = 128 * 1024 * 1024;
/** Opening a secret costs about what this many characters cost. */
const LEAST_WORK = 64 * 1024;
/** So much is done before others get their turn. */
const AT_ONCE = 8 * 1024 * 1024;

/**
 * The first of some agents whose secret proves a delivery, and otherwise the one to tell: the first that was refused for
 * more than lacking a secret. One whose secret does not open does not keep the next from being tried; that it did not is
 * thrown when nothing else can be said.
 * @param length of the body, in characters: as many agents are tried as fit into a fixed amount of work
 */
export async function firstProven<Agent>(
  agents: Iterable<Agent> | AsyncIterable<Agent>,
  length: number,
  verify: (agent: Agent) => Promise<Verification>,
): Promise<{ proven: Agent } | { refused: { agent: Agent; reason: RefusalReason } | undefined }> {
  let refused: { agent: Agent; reason: RefusalReason } | undefined;
  let unreadable: unknown;
  let work = 0;
  for await (const agent of agents) {
    const before = work;
    work += Math.max(length, LEAST_WORK);
    if (work > MOST_WORK) break;
    if (Math.floor(before / AT_ONCE) < Math.floor(work / AT_ONCE)) await endOfTurn();
    const verdict = await verify(agent).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === "not_configured")) throw error;
      unreadable ??= error;
    });
    if (!verdict) continue;
    if (verdict.ok) return { proven: agent };
    const says = verdict.reason !== "no_secret";
    if (!refused || (says && refused.reason === "no_secret")) refused = { agent, reason: verdict.reason };
  }
  if (!refused && unreadable !== undefined) throw unreadable;
  return { refused };
}

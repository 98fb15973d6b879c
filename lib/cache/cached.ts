import { createHash } from "node:crypto";
import type { Context } from "../auth/context";
import { env } from "../env";
import { processWide } from "../metrics/process-wide";
import { waitForRedis } from "../redis/ask-redis";
import { isRedisQuicker, timed } from "./costs";
import { namespaces, type SharedNamespace } from "./namespaces";
import { noteRead, type Outcome } from "./note-read";
import { giveUpClaim, keepInRedis, readOrClaim } from "./shared-store";
import { versionOf } from "./version-of";

/** Answers this process holds itself: few, because Redis has them all. */
const MOST_KEPT = 500;
/** With less than this share of its time left an answer is renewed by one, while the others still take it. */
const EARLY = 0.2;
/** Who finds that another process is reading looks for its answer after these pauses, then reads as well. */
const LOOK_AGAIN_MS = [10, 15, 25, 50, 100] as const;

type Found = { answer: object; until: number; outcome: Outcome };
/** `asked` settles when Redis has answered the one who finds, or is given up: what follows is the source's time. */
type Kept = { found: Promise<Found>; asked: Promise<void>; until: number; settled: boolean };

const kept = processWide("cache.shared", () => new Map<string, Kept>());

/**
 * An answer about one organization: from this process, from Redis, or from its source. An answer belongs to the state of
 * the organization's facts (`versionOf`): after any event it has another name, so nothing has to be thrown away and nobody
 * is shown what was before the event they were told of. Time alone makes it old, by at most the namespace's `promise_ms`.
 *
 * Only for reads that every member may see alike, in the organization's own transaction. The answer is JSON and shared:
 * whoever gets it leaves it as it is.
 * @param key what the answer depends on beside the organization, such as the parsed query
 */
export async function cached<T extends object>(
  ctx: Context,
  namespace: SharedNamespace,
  key: unknown,
  load: () => Promise<T>,
): Promise<T> {
  const asked = performance.now();
  const name = nameOf(namespace, ctx.org.id, await versionOf(ctx), key);
  let known = kept.get(name);
  while (known && Date.now() < known.until) {
    const outcome = known.settled ? "process" : "joined";
    const found = await foundBy(known);
    if (found) {
      noteRead(namespace, outcome, asked);
      return found.answer as T;
    }
    // Whoever gave up before has begun anew: all the others take part in that.
    const anew = kept.get(name);
    known = anew === known ? undefined : anew;
  }
  const redis = Promise.withResolvers<void>();
  const finding = find(namespace, name, load, redis.resolve);
  const found = await keep(name, finding, redis.promise, namespaces[namespace].promise_ms);
  noteRead(namespace, found.outcome, asked);
  return found.answer as T;
}

// What another reader has found or is finding; nothing when waiting for its question to Redis takes too long for this one.
async function foundBy({ found, asked, settled }: Kept): Promise<Found | undefined> {
  try {
    if (!settled) await waitForRedis(asked);
    return await found;
  } catch {
    // A reader that failed took its own transaction with it; this one has another.
    return undefined;
  }
}

async function find(
  namespace: SharedNamespace,
  name: string,
  load: () => Promise<object>,
  hasAsked: () => void,
): Promise<Found> {
  const { promise_ms } = namespaces[namespace];
  const read = async (): Promise<Found> => {
    const read_at = Date.now();
    const answer = await timed(namespace, "source_ms", load);
    return { answer, until: read_at + promise_ms, outcome: "miss" };
  };
  if (!isRedisQuicker(namespace)) {
    hasAsked();
    return read();
  }
  const ask = () => timed(namespace, "redis_ms", () => readOrClaim(name, promise_ms * EARLY));
  let { stored, claimed } = await ask();
  hasAsked();
  let outcome: Outcome = "redis";
  for (const pause of stored || claimed ? [] : LOOK_AGAIN_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    ({ stored, claimed } = await ask());
    outcome = "waited";
    if (stored || claimed) break;
  }
  if (stored && !claimed) return { answer: stored.answer, until: stored.read_at + promise_ms, outcome };
  try {
    const found = await read();
    void keepInRedis(name, { answer: { ...found.answer }, read_at: found.until - promise_ms }, promise_ms);
    return found;
  } catch (error) {
    void giveUpClaim(name);
    throw error;
  }
}

async function keep(name: string, finding: Promise<Found>, asked: Promise<void>, promise_ms: number): Promise<Found> {
  const entry: Kept = { found: finding, asked, until: Date.now() + promise_ms, settled: false };
  kept.delete(name);
  kept.set(name, entry);
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  try {
    const found = await finding;
    entry.until = found.until;
    entry.settled = true;
    return found;
  } catch (error) {
    if (kept.get(name) === entry) kept.delete(name);
    throw error;
  }
}

// The organization leads, so that no answer can be asked for from another one. The rest is hashed: a filter may hold a
// number or a name. Every release starts anew, because it may answer in another shape.
function nameOf(namespace: SharedNamespace, orgId: string, version: string, key: unknown): string {
  const { VERCEL_GIT_COMMIT_SHA = "" } = env();
  const about = JSON.stringify([VERCEL_GIT_COMMIT_SHA, namespaces[namespace].shape, version, key]);
  return `${namespace}:${orgId}:${createHash("sha256").update(about).digest("base64url").slice(0, 32)}`;
}

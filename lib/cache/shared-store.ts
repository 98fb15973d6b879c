import { z } from "zod";
import { askRedis, tellRedis } from "../redis/ask-redis";
import type { redis } from "../redis/client";

/** What Redis keeps of an answer, and when its source was read (ms since 1970). */
const Stored = z.object({ answer: z.looseObject({}), read_at: z.number() });
export type Stored = z.infer<typeof Stored>;

/** Whoever claimed a read and never brought it back blocks nobody for longer. */
const CLAIM_MS = 2_000;

// KEYS: the answer, the claim on reading it. ARGV: below how much time left it is to be renewed, how long a claim holds.
// One of all who find it missing or about to end gets the claim.
const READ_OR_CLAIM = `
local value = redis.call("GET", KEYS[1])
local claimed = 0
if not value or redis.call("PTTL", KEYS[1]) < tonumber(ARGV[1]) then
  if redis.call("SET", KEYS[2], "1", "NX", "PX", ARGV[2]) then claimed = 1 end
end
return { value or "", claimed }`;

let script: ReturnType<ReturnType<typeof redis>["createScript"]> | undefined;

/**
 * An answer from Redis in one round trip. `claimed` says that it is this caller's to read the source: the answer is missing,
 * or about to end. Without Redis everybody reads.
 */
export function readOrClaim(name: string, renewBelowMs: number): Promise<{ stored?: Stored; claimed: boolean }> {
  return askRedis(
    async (client) => {
      script ??= client.createScript(READ_OR_CLAIM);
      const keys = [`cache:${name}`, `claim:${name}`];
      const reply = await script.exec(keys, [String(Math.ceil(renewBelowMs)), String(CLAIM_MS)]);
      const [value, claimed] = z.tuple([z.unknown(), z.coerce.number()]).parse(reply);
      const stored = value === "" ? undefined : Stored.parse(typeof value === "string" ? JSON.parse(value) : value);
      return { ...(stored ? { stored } : {}), claimed: claimed === 1 };
    },
    () => ({ claimed: true }),
  );
}

/** Keeps an answer in Redis and gives the claim back; nobody waits for it, and without Redis nothing is kept. */
export function keepInRedis(name: string, stored: Stored, ms: number): Promise<void> {
  return tellRedis((client) =>
    client.pipeline().set(`cache:${name}`, JSON.stringify(stored), { px: ms }).del(`claim:${name}`).exec(),
  );
}

/** Gives a claim back that led to nothing, so that the next one reads at once. */
export function giveUpClaim(name: string): Promise<void> {
  return tellRedis((client) => client.del(`claim:${name}`));
}

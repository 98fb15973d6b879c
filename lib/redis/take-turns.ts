import { z } from "zod";
import { AppError } from "../errors";
import { askRedis } from "./ask-redis";
import { redis } from "./client";
import { takeFromMemory } from "./memory-window";
import { bucketsAt, type Turn, turnOf, type Window } from "./sliding-window";
import { takeTurnsFromDatabase } from "./take-turns-from-database";
import { type Tier, tiers } from "./tiers";

/**
 * What a request is counted against. `key`: an id or a keyed hash, never an address or number in clear. `limit`: a figure
 * of its own below the tier's.
 */
export type Count = { tier: Tier; key: string; limit?: number | undefined };

/** The window of a count: its tier's, with a lower figure where it has one. */
export function windowOf({ tier, limit }: Count): Window {
  return { limit: Math.min(limit ?? tiers[tier].limit, tiers[tier].limit), window_ms: tiers[tier].window_ms };
}

/**
 * Counts one request against several limits in one round trip. All or nothing: a request that one limit refuses uses up
 * none of the others. While Redis is away the tiers' own policies hold (promise S13).
 * @returns one turn for each count, in their order
 * @throws `unavailable` when neither Redis nor the database can count what must not pass uncounted
 */
export async function takeTurns(counts: readonly Count[], now = Date.now()): Promise<Turn[]> {
  if (counts.length === 0) return [];
  const known = rememberedRefusal(counts, now);
  if (known) return known;
  const turns = await askRedis(
    () => takeFromRedis(counts, now),
    () => takeWithoutRedis(counts, now),
  );
  remember(counts, turns, now);
  return turns;
}

// KEYS: a hash of each count, bucket → requests. ARGV, of each: its limit, the newest and the oldest bucket that count, and
// how long to keep the key. Answers what was counted before this request, in one bucket unless it is refused.
const TAKE = `
local counted, loads, refused = {}, {}, false
for i = 1, #KEYS do
  local limit, oldest, load = tonumber(ARGV[4 * i - 3]), tonumber(ARGV[4 * i - 1]), 0
  local fields = redis.call("HGETALL", KEYS[i])
  for j = 1, #fields, 2 do
    if tonumber(fields[j]) >= oldest then load = load + tonumber(fields[j + 1])
    else redis.call("HDEL", KEYS[i], fields[j]) end
  end
  if load >= limit then refused = true end
  counted[i], loads[i] = fields, load
end
if not refused then
  for i = 1, #KEYS do
    redis.call("HINCRBY", KEYS[i], ARGV[4 * i - 2], 1)
    redis.call("PEXPIRE", KEYS[i], ARGV[4 * i])
    counted[i] = { ARGV[4 * i - 2], loads[i] }
  end
end
return counted`;

let script: ReturnType<ReturnType<typeof redis>["createScript"]> | undefined;

async function takeFromRedis(counts: readonly Count[], now: number): Promise<Turn[]> {
  script ??= redis().createScript(TAKE);
  const values = counts.flatMap((count) => {
    const window = windowOf(count);
    const { newest, oldest } = bucketsAt(window, now);
    return [window.limit, newest, oldest, 2 * window.window_ms].map(String);
  });
  const keys = counts.map(nameInRedis);
  const answers = z.array(z.array(z.coerce.number())).parse(await script.exec(keys, values));
  return counts.map((count, i) => turnOf(windowOf(count), pairsOf(answers[i] ?? []), now));
}

/** Under what name Redis keeps a count. */
export function nameInRedis({ tier, key }: Count): string {
  return `limit:${tier}:${key}`;
}

function pairsOf(fields: readonly number[]): [number, number][] {
  return Array.from({ length: fields.length / 2 }, (_, i) => [fields[2 * i] ?? 0, fields[2 * i + 1] ?? 0]);
}

async function takeWithoutRedis(counts: readonly Count[], now: number): Promise<Turn[]> {
  const durable = counts.filter(({ tier }) => tiers[tier].without_redis === "database");
  const counted = new Map<Count, Turn>();
  if (durable.length > 0) {
    const windows = durable.map((count) => ({ ...windowOf(count), key: nameInDatabase(count) }));
    const turns = await takeTurnsFromDatabase(windows, now).catch(() => {
      throw new AppError("unavailable", "This is not possible just now. Try again in a moment.", {
        retry_after_seconds: 5,
      });
    });
    durable.forEach((count, i) => {
      const turn = turns[i];
      if (turn) counted.set(count, turn);
    });
  }
  return counts.map((count) => counted.get(count) ?? takeFromMemory(nameInDatabase(count), windowOf(count), now));
}

// A client that hammers a closed door costs Redis at most one question a second, key and process.
const REMEMBER_MS = 1_000;
const MOST_REFUSALS = 10_000;
const refusals = new Map<string, { turns: Turn[]; until: number }>();

function rememberedRefusal(counts: readonly Count[], now: number): Turn[] | undefined {
  const known = refusals.get(nameOf(counts));
  return known && now < known.until ? known.turns : undefined;
}

function remember(counts: readonly Count[], turns: Turn[], now: number): void {
  const refused = turns.filter((turn) => !turn.allowed);
  if (refused.length === 0) return;
  if (refusals.size >= MOST_REFUSALS) refusals.clear();
  const until = Math.min(now + REMEMBER_MS, ...refused.map(({ reset_at }) => reset_at));
  refusals.set(nameOf(counts), { turns, until });
}

function nameOf(counts: readonly Count[]): string {
  return counts.map(nameInDatabase).join(" ");
}

function nameInDatabase({ tier, key }: Count): string {
  return `${tier}:${key}`;
}

import { env } from "../env";
import { askRedis, waitForRedis } from "../redis/ask-redis";
import { type Deltas, isEmpty, takeDeltas } from "./deltas";
import { instanceId, instanceVitals, startLoopAnew } from "./instance";
import { agentsKey, fleetKey, foldKey, hourKey, INSTANCES_KEY, OVERFLOW, STORES } from "./keys";
import { processWide } from "./process-wide";

type Batch = { sequence: number; taken_at: number; deltas: Deltas };

const state = processWide("fold", () => ({
  sequence: 0,
  unsent: undefined as Batch | undefined,
  folding: undefined as Promise<boolean> | undefined,
}));

/**
 * Carries what this process has counted since the last time into the figures of the whole fleet, in one command to Redis.
 * A batch that may or may not have arrived is sent again under its number and counted once. Never throws.
 * @returns whether Redis took it; when not, the batch is kept for the next time
 */
export function fold(): Promise<boolean> {
  state.folding ??= send().finally(() => {
    state.folding = undefined;
  });
  return state.folding;
}

/** Folds before the figures of the fleet are read; whoever has no time left for Redis reads without. */
export async function foldInTime(): Promise<void> {
  // It may be somebody else's, that began to wait just now.
  await waitForRedis(fold()).catch(() => undefined);
}

async function send(): Promise<boolean> {
  state.unsent ??= take();
  const { sequence, taken_at, deltas } = state.unsent;
  const keys = [foldKey(instanceId), INSTANCES_KEY, fleetKey(taken_at), hourKey(taken_at), agentsKey(taken_at)];
  const values = [
    sequence,
    instanceId,
    JSON.stringify(ownVitals()),
    OVERFLOW,
    ...(["fleet", "hour", "agents"] as const).flatMap((store) => {
      return [STORES[store].ttl_s, STORES[store].most, deltas[store].size, ...[...deltas[store]].flat()];
    }),
  ];
  const taken = await askRedis(
    async (redis) => {
      await redis.eval(SCRIPT, keys, values.map(String));
      return true;
    },
    () => false,
  );
  if (taken) {
    state.unsent = undefined;
    startLoopAnew();
  }
  return taken;
}

function take(): Batch {
  const deltas = takeDeltas();
  if (!isEmpty(deltas) || state.sequence === 0) state.sequence += 1;
  return { sequence: state.sequence, taken_at: Date.now(), deltas };
}

/** This process's own vitals, with what only the environment knows. */
export function ownVitals() {
  const { DATABASE_POOL_SIZE, VERCEL_GIT_COMMIT_SHA, VERCEL_REGION } = env();
  return instanceVitals({
    pool_size: DATABASE_POOL_SIZE,
    release: VERCEL_GIT_COMMIT_SHA?.slice(0, 12) ?? "",
    region: VERCEL_REGION ?? "",
  });
}

// One command, because hosted Redis is paid by the command: the vitals always, the increments once per number. A hash that
// is full goes on counting the fields it knows; new ones are counted as overflow.
const SCRIPT = `
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
redis.call('EXPIRE', KEYS[2], 86400)
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
if last >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', 86400)
local at = 5
for store = 3, 5 do
  local ttl, most, pairs = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  at = at + 3
  if pairs > 0 then
    local size = redis.call('HLEN', KEYS[store])
    for i = 1, pairs do
      local field, delta = ARGV[at], ARGV[at + 1]
      at = at + 2
      if size >= most and redis.call('HEXISTS', KEYS[store], field) == 0 then
        redis.call('HINCRBY', KEYS[store], ARGV[4], delta)
      elseif redis.call('HINCRBY', KEYS[store], field, delta) == tonumber(delta) then
        size = size + 1
      end
    end
    redis.call('EXPIRE', KEYS[store], ttl)
  end
end
return 1`;

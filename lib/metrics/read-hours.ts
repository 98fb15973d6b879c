import { z } from "zod";
import { askRedis } from "../redis/ask-redis";
import { foldInTime } from "./fold";
import { agentsKey, hourKey } from "./keys";

const HOUR_MS = 3_600_000;
const Numbers = z.record(z.string(), z.coerce.number()).nullable();

/** What the fleet counted in one hour, under the coarse names of the catalogue. `hour` is its beginning. */
export type HourFigures = { hour: Date; fields: Readonly<Record<string, number>> };

/** The last hours, oldest first, the one that runs among them. Undefined while Redis is away. */
export async function readHours(count: number, now = Date.now()): Promise<HourFigures[] | undefined> {
  const hours = Array.from({ length: count }, (_, at) => startOfHour(now) - (count - 1 - at) * HOUR_MS);
  const found = await readHashes(hours.map(hourKey));
  return found?.map((fields, at) => ({ hour: new Date(hours[at] ?? now), fields }));
}

/** What was counted by agent in this hour and the one before, added up. Undefined while Redis is away. */
export async function readAgentFigures(now = Date.now()): Promise<Readonly<Record<string, number>> | undefined> {
  const found = await readHashes([agentsKey(now - HOUR_MS), agentsKey(now)]);
  return found && sumOf(found);
}

/** Adds figures of several hours field by field. */
export function sumOf(hours: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const fields of hours)
    for (const [field, value] of Object.entries(fields)) sum[field] = (sum[field] ?? 0) + value;
  return sum;
}

export function startOfHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

async function readHashes(keys: readonly string[]): Promise<Record<string, number>[] | undefined> {
  await foldInTime();
  return askRedis<Record<string, number>[] | undefined>(
    async (redis) => {
      const pipeline = redis.pipeline();
      for (const key of keys) pipeline.hgetall(key);
      const answers = await pipeline.exec<unknown[]>();
      return answers.map((answer) => Numbers.parse(answer) ?? {});
    },
    () => undefined,
  );
}

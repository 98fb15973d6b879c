import { randomUUID } from "node:crypto";
import RedisMock from "ioredis-mock";
import type { RedisBackend } from "./start-redis";

type Method = (...args: string[]) => Promise<unknown>;

/**
 * A Redis within this process, for machines without `redis-server`. Good enough for the cache and the rate limits
 * (Lua included); nothing survives a restart.
 */
export function startMemoryRedis(): RedisBackend {
  // Instances with the same host share their data; a name of our own keeps two stacks of one process apart.
  const client = new RedisMock({ host: randomUUID() });
  const run = async ([name = "", ...args]: readonly string[]) => {
    const method: unknown =
      Reflect.get(client, `${name.toLowerCase()}Buffer`) ?? Reflect.get(client, name.toLowerCase());
    if (typeof method !== "function") throw new Error(`ERR unknown command '${name}'`);
    return (method as Method).apply(client, name.toLowerCase() === "set" ? upperCaseOptions(args) : args);
  };
  return {
    kind: "in process",
    run,
    // One thread and no await of anything but memory: commands of one batch are not interleaved in practice.
    runTogether: async (commands) => {
      const replies: unknown[] = [];
      for (const command of commands) replies.push(await run(command).catch((error: unknown) => error));
      return replies;
    },
    stop: async () => client.disconnect(),
  };
}

/** The mock knows the options of SET (EX, PX, NX …) in capitals only; the Upstash client sends them small. */
function upperCaseOptions([key = "", value = "", ...options]: string[]): string[] {
  return [key, value, ...options.map((option) => option.toUpperCase())];
}

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveUpstash } from "../../scripts/stack/redis/serve-upstash";
import { startRedis } from "../../scripts/stack/redis/start-redis";

export type OwnRedis = {
  url: string;
  token: string;
  run(...command: string[]): Promise<unknown>;
  /** Stops answering; the address stays taken by nobody. */
  stop(): Promise<void>;
};

/** A Redis of one test file's own, behind the REST interface; for tests that fill it, stop it or count what is in it. */
export async function startOwnRedis(): Promise<OwnRedis> {
  const home = await mkdtemp(join(tmpdir(), "foyer-redis-"));
  const token = randomBytes(16).toString("hex");
  const redis = await startRedis({
    home,
    port: 0,
    password: randomBytes(12).toString("hex"),
    onLine: () => {},
    onCrash: () => {},
  });
  const front = await serveUpstash(0, token, redis);
  return {
    url: front.url,
    token,
    run: (...command) => redis.run(command),
    async stop() {
      await front.stop();
      await redis.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

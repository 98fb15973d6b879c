import { accessSync, constants } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { Redis } from "ioredis";
import { findFreePort } from "../process/find-free-port";
import { startChild } from "../process/start-child";
import { stopLeftover } from "../process/stop-leftover";
import { startMemoryRedis } from "./start-memory-redis";

export type RedisOptions = {
  /** Folder of the snapshot and the process id. */
  home: string;
  port: number;
  password: string;
  onLine: (line: string) => void;
  onCrash: (reason: string) => void;
};

export type RedisBackend = {
  /** What answers, for the start-up summary. */
  kind: "redis-server" | "in process";
  /** Runs one command; strings come back as Buffers, errors are thrown with Redis' own message. */
  run(command: readonly string[]): Promise<unknown>;
  /** Runs commands as one MULTI/EXEC; one reply or Error for each. */
  runTogether(commands: readonly (readonly string[])[]): Promise<unknown[]>;
  stop(): Promise<void>;
};

/** Starts `redis-server` when this machine has one, else a Redis within this process. */
export async function startRedis(options: RedisOptions): Promise<RedisBackend> {
  const binary = findBinary("redis-server");
  if (binary === null) return startMemoryRedis();
  await mkdir(options.home, { recursive: true });
  const pidFile = join(options.home, "redis.pid");
  const leftover = Number(await readFile(pidFile, "utf8").catch(() => "0"));
  if (leftover) await stopLeftover(leftover, "redis-server", "SIGTERM");
  for (let from = options.port, attempt = 1; ; attempt++) {
    const port = await findFreePort(from);
    const child = await startChild({
      name: "Redis",
      command: binary,
      args: ["-"],
      cwd: options.home,
      input: configuration(port, options),
      stopSignal: "SIGTERM",
      graceMs: 5_000,
      onLine: options.onLine,
      onCrash: options.onCrash,
    });
    const client = new Redis({
      host: "127.0.0.1",
      port,
      password: options.password,
      lazyConnect: true,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => (times > 100 ? null : 30),
    });
    client.on("error", () => {});
    try {
      await untilReady(client, child.exited);
    } catch (error) {
      client.disconnect();
      if (attempt === 4) throw new Error(`Redis did not start:\n  ${child.lastLines.join("\n  ")}`, { cause: error });
      from = port + 1;
      continue;
    }
    await writeFile(pidFile, String(child.pid));
    return {
      kind: "redis-server",
      run: ([name = "", ...args]) => client.callBuffer(name, ...args) as Promise<unknown>,
      runTogether: async (commands) => {
        const batch = client.multi();
        for (const [name = "", ...args] of commands) batch.callBuffer(name, ...args);
        const replies = (await batch.exec()) ?? [];
        return replies.map(([error, value]) => error ?? value);
      },
      async stop() {
        client.disconnect();
        await child.stop();
        await rm(pidFile, { force: true });
      },
    };
  }
}

function configuration(port: number, options: RedisOptions): string {
  return [
    "bind 127.0.0.1",
    `port ${port}`,
    `requirepass ${options.password}`,
    `dir "${options.home}"`,
    "dbfilename cache.rdb",
    "save 300 1",
    "maxmemory 128mb",
    "maxmemory-policy allkeys-lru",
    "daemonize no",
    "loglevel warning",
    "",
  ].join("\n");
}

async function untilReady(client: Redis, exited: Promise<string>): Promise<void> {
  const ended = exited.then((how) => Promise.reject(new Error(how)));
  ended.catch(() => {});
  await Promise.race([client.connect().catch(() => untilPong(client)), ended]);
}

async function untilPong(client: Redis): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      await client.ping();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function findBinary(name: string): string | null {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { findFreePort } from "../process/find-free-port";
import { type Child, startChild } from "../process/start-child";
import { stopLeftover } from "../process/stop-leftover";
import { locatePostgres, type PostgresPlace } from "./locate-postgres";
import { makeCluster, SUPERUSER } from "./make-cluster";
import { prepareDatabase } from "./prepare-database";

export type PostgresOptions = {
  /** Folder that holds the cluster and its marker. */
  home: string;
  port: number;
  password: string;
  /** Throw-away cluster: no fsync. */
  ephemeral: boolean;
  /** More server settings, stronger than ours. */
  settings?: Record<string, string>;
  onLine: (line: string) => void;
  onCrash: (reason: string) => void;
};

export type Postgres = {
  /** Connection of the working role `postgres`, what hosted Supabase calls the direct connection. */
  url: string;
  /** Connection of the superuser, for the auth server only. */
  superuserUrl: string;
  stop(): Promise<void>;
};

/** Starts Postgres 17 on `port` or the next free one; recovers what a killed run left behind. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const place = await locatePostgres(options.home);
  await clearLeftover(place);
  await makeCluster(place, join(options.home, "finished"), options.password);
  for (let from = options.port, attempt = 1; ; attempt++) {
    const port = await findFreePort(from);
    const address = (role: string) => `postgresql://${role}:${options.password}@127.0.0.1:${port}/postgres`;
    try {
      const child = await launch(place, port, options);
      await prepare(address(SUPERUSER), child, options.password);
      return { url: address("postgres"), superuserUrl: address(SUPERUSER), stop: child.stop };
    } catch (error) {
      // The port can be taken between the look and the bind, and shared memory of a dead run lives a moment longer.
      if (attempt === 4 || !/in use|could not bind|Address already/i.test(String(error))) throw error;
      if (!/shared memory/i.test(String(error))) from = port + 1;
    }
  }
}

/** Stops a server that still owns the data directory and removes the lock file of one that is gone. */
async function clearLeftover(place: PostgresPlace): Promise<void> {
  const lock = join(place.data, "postmaster.pid");
  const pid = Number((await readFile(lock, "utf8").catch(() => "")).split("\n", 1)[0]);
  if (!pid) return;
  await stopLeftover(pid, place.data, "SIGINT");
  await rm(lock, { force: true });
}

function launch(place: PostgresPlace, port: number, options: PostgresOptions): Promise<Child> {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_preload_libraries: "pg_stat_statements",
    "pg_stat_statements.track": "top",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    log_checkpoints: "off",
    jit: "off",
    ...(options.ephemeral ? { fsync: "off", full_page_writes: "off", wal_init_zero: "off" } : {}),
    ...options.settings,
  };
  return startChild({
    name: "Postgres",
    command: join(place.binaries, "postgres"),
    args: ["-D", place.data, "-p", String(port), ...Object.entries(settings).flatMap(([k, v]) => ["-c", `${k}=${v}`])],
    cwd: place.data,
    env: { LC_ALL: undefined, LC_MESSAGES: "C", TZ: "UTC" },
    uid: place.uid,
    gid: place.gid,
    // SIGINT is Postgres' fast shutdown: open transactions roll back, everything is checkpointed.
    stopSignal: "SIGINT",
    graceMs: 20_000,
    onLine: options.onLine,
    onCrash: options.onCrash,
  });
}

/** Waits until the server accepts connections (crash recovery may take a while), then prepares roles. */
async function prepare(url: string, child: Child, password: string): Promise<void> {
  let ended: string | null = null;
  void child.exited.then((how) => {
    ended = how;
  });
  const deadline = Date.now() + 60_000;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      await prepareDatabase(sql, password);
      return;
    } catch (error) {
      if (ended !== null) throw new Error(`Postgres did not start (${ended}):\n  ${child.lastLines.join("\n  ")}`);
      if (!isStarting(error) || Date.now() > deadline) {
        await child.stop();
        throw error;
      }
    } finally {
      await sql.end({ timeout: 1 });
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Refused: not listening yet. 57P03: starting up, or recovering. */
function isStarting(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === "ECONNREFUSED" || code === "57P03" || code === "CONNECT_TIMEOUT" || code === "ECONNRESET";
}

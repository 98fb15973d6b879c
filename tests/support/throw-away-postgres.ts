import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { migrate } from "../../scripts/database/migrate";
import { type Postgres, startPostgres } from "../../scripts/stack/postgres/start-postgres";
import { standInForAuth } from "./stand-in-auth";

export type ThrowAwayPostgres = {
  url: string;
  /** SIGKILL to the postmaster; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port; resolves with the instant (Unix ms) at which it first kept something durably. */
  startAgain(): Promise<number>;
  stop(): Promise<void>;
};

/**
 * A migrated database server of its own that a test may kill, with durable commits as in production.
 * @param settings server settings with which a test plants a fault
 */
export async function startThrowAwayPostgres(settings: Record<string, string> = {}): Promise<ThrowAwayPostgres> {
  const home = await mkdtemp(join(tmpdir(), "foyer-killed-"));
  await chmod(home, 0o755);
  const password = randomBytes(12).toString("hex");
  let died: () => void = () => {};
  const start = (port: number): Promise<Postgres> =>
    startPostgres({
      home,
      port,
      password,
      settings,
      ephemeral: false,
      onLine: () => {},
      onCrash: () => died(),
    });
  let server = await start(0);
  const { url, superuserUrl } = server;
  const superuser = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  await standInForAuth(superuser);
  await superuser.end();
  await migrate(url);

  return {
    url,
    async kill() {
      const gone = new Promise<void>((resolve) => {
        died = resolve;
      });
      const pid = Number((await readFile(join(home, "data/postmaster.pid"), "utf8")).split("\n")[0]);
      process.kill(pid, "SIGKILL");
      await gone;
    },
    async startAgain() {
      const accepting = untilWriting(url);
      server = await start(Number(new URL(url).port));
      if (server.url !== url) throw new Error("The database came back at another address");
      return accepting;
    },
    async stop() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Writes to the log until that is on disk; the instant of it. A disk that others keep busy is not the product's delay. */
async function untilWriting(url: string): Promise<number> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    const answered = await sql`select pg_logical_emit_message(true, 'test', 'accepting')`.then(
      () => Date.now(),
      () => undefined,
    );
    await sql.end({ timeout: 1 });
    if (answered !== undefined) return answered;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The database did not come back within a minute");
}

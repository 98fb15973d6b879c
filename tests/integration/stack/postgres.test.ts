import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, describe, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../../../scripts/stack/postgres/start-postgres";
import { findFreePort } from "../../../scripts/stack/process/find-free-port";

const password = randomBytes(12).toString("hex");
const homes: string[] = [];
const servers: Postgres[] = [];

async function makeHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "foyer-postgres-"));
  await chmod(home, 0o755);
  homes.push(home);
  return home;
}

async function start(home: string, port = 0, onCrash = (_: string) => {}): Promise<Postgres> {
  const server = await startPostgres({ home, port, password, ephemeral: false, onLine: () => {}, onCrash });
  servers.push(server);
  return server;
}

async function query<T extends postgres.Row>(url: string, text: string): Promise<readonly T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<T[]>(text);
  } finally {
    await sql.end();
  }
}

const pidOf = async (home: string) =>
  Number((await readFile(join(home, "data/postmaster.pid"), "utf8")).split("\n")[0]);

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const home of homes.splice(0)) await rm(home, { recursive: true, force: true });
});

describe("the embedded Postgres", () => {
  test("the working role is no superuser, as on hosted Supabase", async () => {
    const { url } = await start(await makeHome());
    const [row] = await query(url, "select current_user, current_setting('is_superuser') as superuser");
    expect(row).toMatchObject({ current_user: "postgres", superuser: "off" });
  });

  test("what was committed before a kill -9 is there after the next start", async () => {
    const home = await makeHome();
    const crashes: string[] = [];
    const first = await start(home, 0, (reason) => crashes.push(reason));
    await query(first.url, "create table kept (n int); insert into kept values (41), (42)");
    process.kill(await pidOf(home), "SIGKILL");
    await expect.poll(() => crashes.join(), { timeout: 30_000 }).toContain("SIGKILL");
    const second = await start(home);
    expect(await query(second.url, "select n from kept order by n")).toEqual([{ n: 41 }, { n: 42 }]);
  });

  test("a server that a killed run left running is shut down and replaced", async () => {
    const home = await makeHome();
    const first = await start(home);
    await query(first.url, "create table kept (n int)");
    const before = await pidOf(home);
    // As after a kill -9 of the run itself: the next start finds a live server on its data.
    const second = await start(home);
    expect(await pidOf(home)).not.toBe(before);
    expect(await query(second.url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
  });

  test("a lock file that names a stranger's process does not stop the start", async () => {
    const home = await makeHome();
    await (await start(home)).stop();
    await writeFile(join(home, "data/postmaster.pid"), `${process.pid}\n${join(home, "data")}\n`);
    const { url } = await start(home);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("a cluster whose making was interrupted is made again", async () => {
    const home = await makeHome();
    await (await start(home)).stop();
    await rm(join(home, "finished"));
    await rm(join(home, "data/base"), { recursive: true });
    const { url } = await start(home);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("a taken port is left to its owner and the next free one is used", async () => {
    const port = await findFreePort(0);
    const owner = createServer().listen(port, "127.0.0.1");
    const { url } = await start(await makeHome(), port);
    expect(Number(new URL(url).port)).toBeGreaterThan(port);
    owner.close();
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { chromium } from "playwright";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { chromiumPath } from "../../scripts/launch/chromium-path.mjs";
import { findFreePort } from "../../scripts/stack/process/find-free-port";
import { isBuilt } from "../../scripts/start/build-app";
import { processesIn } from "../support/processes-in";
import { copyBuild, copyPackages, copyProject, type ProjectCopy, stateOfCluster } from "../support/project-copy";
import { type TypedCommand, typeCommand } from "../support/typed-command";

/** One project's days, in their order: each test goes on where the one before has left its folder. */
let project: ProjectCopy;
let running: TypedCommand;
let url: string;
const taken: Server[] = [];
const strangers: ChildProcess[] = [];

const npm = (...words: string[]) => typeCommand(project.folder, ...words);
const start = () => npm("start", "--", "--calls", "40");
const left = () => processesIn(project.folder).map(({ command }) => command);
const cluster = () => stateOfCluster(project.folder);
const untilReady = async (command: TypedCommand) =>
  (await command.untilSaid(/Ready in [\s\S]+?Foyer +(http:\/\/localhost:\d+)[\s\S]+empties it/))[1] ?? "";

beforeAll(async () => {
  project = await copyProject();
  await copyBuild(project);
});

afterAll(async () => {
  for (const stranger of strangers) stranger.kill("SIGKILL");
  for (const server of taken) server.close();
  killEverything();
  await vi.waitUntil(() => left().length === 0, { timeout: 30_000 });
  await project.remove();
});

function killEverything(): void {
  for (const { pid } of processesIn(project.folder)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went with another one.
    }
  }
}

async function ask<Row extends postgres.Row>(query: string): Promise<readonly Row[]> {
  const kept = async (name: string) => JSON.parse(await readFile(join(project.folder, ".foyer", name), "utf8"));
  const [{ postgres_password: password }, { database: port }] = [await kept("secrets.json"), await kept("ports.json")];
  const sql = postgres({ host: "127.0.0.1", port, user: "postgres", database: "postgres", password, max: 1 });
  try {
    return await sql.unsafe<Row[]>(query);
  } finally {
    await sql.end();
  }
}

const demo = () => ask("select slug, name from public.organizations order by slug");

test("Ctrl-C in the middle of a first start stops all it had started, with the database shut down", async () => {
  const first = start();
  await first.untilSaid(/· Make the demo data/);
  expect(left().join("\n")).toMatch(/postgres/);
  expect(await cluster()).toBe("in production");
  first.signal("SIGINT");
  await first.ended;
  await expect.poll(left).toEqual([]);
  expect(await cluster()).toBe("shut down");
  expect(first.said()).not.toContain("Ready");
});

test("the next start makes the demo anew, and where port 3000 is taken it takes the next free one and says so", async () => {
  // Whoever holds it already does as well.
  const owner = createServer();
  taken.push(owner);
  await new Promise<void>((resolve) => {
    owner.once("error", () => resolve());
    owner.listen(3000, "127.0.0.1", resolve);
  });
  const free = await findFreePort(3000);
  expect(free).toBeGreaterThan(3000);

  running = start();
  url = await untilReady(running);
  expect(url).toBe(`http://localhost:${free}`);
  expect(running.said()).toContain("port 3000 is taken by something else");
  expect(running.said()).toMatch(/✓ Make the demo data/);
  expect((await demo()).map(({ slug }) => slug)).toEqual(["summit-ridge", "willowbrook"]);
});

test("every address that a start prints answers, and everybody it names can sign in", async () => {
  const addresses = [...running.said().matchAll(/http:\/\/[^\s]+/g)].map(([address]) => address);
  expect(addresses).toHaveLength(4);
  for (const address of addresses) expect([address, (await fetch(address)).status]).toEqual([address, 200]);

  const [, password = ""] = /with the password (\S+) as/.exec(running.said()) ?? [];
  const people = [...running.said().matchAll(/^ {2}\S.*\s(\S+@\S+)$/gm)].map(([, email = ""]) => email);
  expect(people).toHaveLength(4);
  for (const email of people) expect([email, await signIn(email, password)]).toEqual([email, 200]);
  expect(await signIn(people[1] ?? "", `${password}!`)).toBe(401);
});

test("the clinic's admin signs in and sees the sandbox's next call arrive, without a touch", async () => {
  const [, sandbox = ""] = /sandbox +(http:\/\/\S+)/i.exec(running.said()) ?? [];
  const [, password = ""] = /with the password (\S+) as/.exec(running.said()) ?? [];
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage({ baseURL: url });
    await page.goto("/sign-in", { waitUntil: "networkidle" });
    await page.getByLabel("E-mail address").fill("admin@willowbrook.example");
    await page.getByRole("textbox", { name: /^Password/ }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/willowbrook\/overview$/);
    await page.waitForSelector("[data-live=connected]");
    const newest = () => page.locator('main a[href^="/willowbrook/calls/"]').first().getAttribute("href");
    const before = await newest();
    expect(before).not.toBeNull();
    await fetch(`${sandbox}/control/traffic`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ calls_per_minute: 60 }),
    });
    await expect.poll(newest, { timeout: 30_000 }).not.toBe(before);
  } finally {
    await browser.close();
  }
});

async function signIn(email: string, password: string): Promise<number> {
  const { status } = await fetch(`${url}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password }),
  });
  return status;
}

test("while one runs, a second start and a reset are refused with words, and the first goes on", async () => {
  const second = start();
  // One that is not refused would not end.
  await second.untilSaid(/already runs|Boot Postgres/);
  expect(second.said()).not.toContain("Boot Postgres");
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/already runs in this folder \(process \d+\): http:\/\/localhost:\d+/);
  expect(second.said()).toContain(url);

  const reset = npm("run", "reset");
  expect(await reset.ended).toBe(1);
  expect(reset.said()).toMatch(/Foyer is running \(process \d+\)\. Stop it first/);

  expect((await fetch(url)).status).toBe(200);
  expect(await demo()).toHaveLength(2);
});

test("Ctrl-C stops every child and shuts the database down; a process left over on purpose would be seen", async () => {
  strangers.push(spawn("sleep", ["300"], { cwd: project.folder, stdio: "ignore" }));
  expect(left().join("\n")).toMatch(/next|postgres/);
  expect(await cluster()).toBe("in production");
  running.signal("SIGINT");
  await running.ended;
  expect(running.said()).toContain("Stopped; the database is shut down.");
  await expect.poll(left).toEqual(["sleep 300"]);
  expect(await cluster()).toBe("shut down");
  await expect(fetch(url)).rejects.toThrow();
  strangers.pop()?.kill("SIGKILL");
  await expect.poll(left).toEqual([]);
});

test("a start of what has not changed makes no demo, no migration and no build, on port 3000 when it is free", async () => {
  for (const server of taken.splice(0)) server.close();
  const free = await findFreePort(3000);
  const built = () => stat(join(project.folder, ".next", "BUILD_ID"));
  const before = await built();

  running = start();
  url = await untilReady(running);
  expect(url).toBe(`http://localhost:${free}`);
  expect(running.said().includes("is taken by")).toBe(free !== 3000);
  expect(running.said()).not.toContain("Make the demo data");
  expect(running.said()).not.toMatch(/Migrate the database \(\d+ new\)/);
  expect(running.said()).toContain("Build the application (as it was)");
  expect((await built()).mtimeMs).toBe(before.mtimeMs);
  expect(await demo()).toHaveLength(2);
});

test("what was kept before every process died at once is there after the next start", async () => {
  await ask("update public.organizations set name = 'Kept through the cut' where slug = 'willowbrook'");
  killEverything();
  await running.ended;
  await expect.poll(left).toEqual([]);
  // Nobody had the time to shut anything down.
  expect(await cluster()).toBe("in production");

  running = start();
  url = await untilReady(running);
  expect(running.said()).not.toContain("Make the demo data");
  expect(await demo()).toContainEqual({ slug: "willowbrook", name: "Kept through the cut" });
  expect((await fetch(url)).status).toBe(200);
});

test("a kill -9 of the command alone takes its children along, with the database shut down", async () => {
  expect(await cluster()).toBe("in production");
  running.signal("SIGKILL");
  await running.ended;
  await expect.poll(left).toEqual([]);
  expect(await cluster()).toBe("shut down");
});

test("npm run dev serves the same from its sources, without a build, and Ctrl-C leaves no process", async () => {
  await copyPackages(project);
  const dev = npm("run", "dev");
  url = await untilReady(dev);
  expect(dev.said()).not.toContain("Build the application");
  expect(dev.said()).not.toContain("Make the demo data");
  const answer = await fetch(`${url}/sign-in`);
  const page = await answer.text();
  // The last is sent by a development server alone.
  const found = ["E-mail address", "__nextHmrInitialVersion"].map((words) => page.includes(words));
  expect([answer.status, ...found]).toEqual([200, true, true]);
  expect(left().join("\n")).toMatch(/next-server|next.+dev/);
  expect(await cluster()).toBe("in production");

  dev.signal("SIGINT");
  await dev.ended;
  expect(dev.said()).toContain("Stopped; the database is shut down.");
  await expect.poll(left).toEqual([]);
  expect(await cluster()).toBe("shut down");
  await expect(fetch(url)).rejects.toThrow();
});

test("a reset empties the data folder, wherever the database lies, and leaves the build", async () => {
  expect(existsSync(join(project.folder, ".foyer/postgres/data"))).toBe(true);
  const reset = npm("run", "reset");
  expect(await reset.ended).toBe(0);
  expect(existsSync(join(project.folder, ".foyer"))).toBe(false);
  expect(await isBuilt(project.folder, ".next")).toBe(true);
});

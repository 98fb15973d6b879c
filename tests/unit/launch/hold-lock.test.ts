import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdLock, lockOwner } from "../../../scripts/launch/hold-lock.mjs";

let folder: string;
let started: ChildProcess[] = [];
const module = join(import.meta.dirname, "../../../scripts/launch/hold-lock.mjs");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foyer-lock-"));
});
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  started = [];
  rmSync(folder, { recursive: true, force: true });
});

/** A process whose command line looks like one of ours; says "held" or "owner <pid>" and stays. */
function contender(data = folder): Promise<string> {
  const home = mkdtempSync(join(folder, "contender-"));
  mkdirSync(join(home, "scripts"));
  const script = join(home, "scripts", "start.mjs");
  writeFileSync(
    script,
    `import { holdLock } from ${JSON.stringify(module)};
     const lock = holdLock(${JSON.stringify(data)});
     console.log("owner" in lock ? "owner " + lock.owner.pid : "held");
     setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  started.push(child);
  return new Promise((resolve) => child.stdout?.once("data", (chunk) => resolve(String(chunk).trim())));
}

test("of ten starts at the same moment exactly one holds the folder, and the others know who", async () => {
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => contender()));
  const winner = JSON.parse(readFileSync(join(folder, "running.json"), "utf8")).pid;
  expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === `owner ${winner}`)).toHaveLength(9);
});

test("a lock whose process was killed is taken over, by one of many", async () => {
  await contender();
  const [first] = started;
  const gone = new Promise((resolve) => first?.once("exit", resolve));
  first?.kill("SIGKILL");
  await gone;
  expect(lockOwner(folder)).toBeNull();
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => contender()));
  expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(1);
});

test("a process id that now belongs to another program is no owner", () => {
  const stranger = spawn("sleep", ["30"]);
  started.push(stranger);
  writeFileSync(join(folder, "running.json"), JSON.stringify({ pid: stranger.pid }));
  expect(lockOwner(folder)).toBeNull();
  const lock = holdLock(folder);
  expect("owner" in lock).toBe(false);
});

test("facts are told to who asks, and a released folder is free", () => {
  const lock = holdLock(folder);
  if ("owner" in lock) throw new Error("not ours");
  lock.note({ url: "http://localhost:3001" });
  expect(JSON.parse(readFileSync(join(folder, "running.json"), "utf8"))).toMatchObject({
    pid: process.pid,
    url: "http://localhost:3001",
  });
  lock.release();
  expect(lockOwner(folder)).toBeNull();
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { commandOf } from "../../../scripts/stack/process/command-of";
import { startChild } from "../../../scripts/stack/process/start-child";

const module = join(import.meta.dirname, "../../../scripts/stack/process/start-child.ts");
const leftovers: number[] = [];
afterEach(() => {
  for (const pid of leftovers.splice(0))
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone, as it should be.
    }
});

const options = { name: "sleeper", command: "sleep", args: ["61"], graceMs: 2_000, onCrash: () => {} };

test("a child ends when the process that started it is killed with -9", async () => {
  const parent = spawn(
    process.execPath,
    [
      ...["--import", "tsx", "--input-type=module", "--eval"],
      `import { startChild } from ${JSON.stringify(module)};
       const child = await startChild({ ...${JSON.stringify(options)}, stopSignal: "SIGTERM", onCrash() {} });
       console.log(child.pid);
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [chunk] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(String(chunk));
  leftovers.push(pid);
  expect(commandOf(pid)).toContain("sleep");
  parent.kill("SIGKILL");
  await expect.poll(() => commandOf(pid), { timeout: 30_000 }).toBeNull();
});

test("a child that ends by itself is reported with how it ended; one we stop is not", async () => {
  const crashes: string[] = [];
  const onCrash = (reason: string) => crashes.push(reason);
  const stopped = await startChild({ ...options, stopSignal: "SIGTERM", onCrash });
  await stopped.stop();
  expect(crashes).toEqual([]);
  const failing = await startChild({
    ...options,
    name: "failing",
    command: process.execPath,
    args: ["-e", "console.error('out of luck'); process.exit(3)"],
    stopSignal: "SIGTERM",
    onCrash,
  });
  await failing.exited;
  await expect.poll(() => crashes.join()).toMatch(/failing ended by itself \(exit code 3\)[\s\S]*out of luck/);
});

test("a child that ignores its stop signal is killed after its grace", async () => {
  const stubborn = await startChild({
    ...options,
    command: process.execPath,
    args: ["-e", "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"],
    graceMs: 200,
    stopSignal: "SIGTERM",
  });
  await expect.poll(() => stubborn.lastLines).toContain("up");
  await stubborn.stop();
  expect(await stubborn.exited).toBe("signal SIGKILL");
});

test("a command that does not exist is an error, not a crash later", async () => {
  await expect(startChild({ ...options, command: "/nowhere/at/all", stopSignal: "SIGTERM" })).rejects.toThrow(/ENOENT/);
});

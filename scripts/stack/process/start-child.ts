import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export type ChildOptions = {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string | undefined>;
  uid?: number;
  gid?: number;
  /** Written to the child's standard input, which is then closed. Keeps secrets out of the process list. */
  input?: string;
  /** Asks the child to finish its work and leave. */
  stopSignal: NodeJS.Signals;
  /** Milliseconds the child has after `stopSignal` before it is killed. */
  graceMs: number;
  /** Every line of standard output and standard error. */
  onLine?: (line: string) => void;
  /** Called when the child ends without having been asked to. */
  onCrash: (reason: string) => void;
};

export type Child = {
  name: string;
  pid: number;
  /** Resolves with how it ended. */
  exited: Promise<string>;
  /** The last dozen lines it said. */
  lastLines: readonly string[];
  stop(): Promise<void>;
};

/**
 * Starts a long-running child in a process group of its own, so that a Ctrl-C at the terminal reaches only us and we
 * decide the order of stopping. A leash (see `holdLeash`) stops the child when we die without having the time to.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  const lastLines: string[] = [];
  let stopping = false;
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      lastLines.push(line);
      if (lastLines.length > 12) lastLines.shift();
      options.onLine?.(line);
    });
  }
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", reject);
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.name} did not start`);
  if (options.input !== undefined) child.stdin?.end(options.input);
  const leash = holdLeash(pid, options.stopSignal);
  void exited.then((how) => {
    leash.kill("SIGKILL");
    if (!stopping) options.onCrash([`${options.name} ended by itself (${how})`, ...lastLines].join("\n  "));
  });
  return {
    name: options.name,
    pid,
    exited,
    lastLines,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(options.stopSignal);
      const timer = setTimeout(() => child.kill("SIGKILL"), options.graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * A tiny shell that waits on a pipe only we hold. When we vanish (kill -9, power of a supervisor, a closed terminal)
 * the pipe closes and the shell sends the child its stop signal: no orphan, whatever ends us.
 */
function holdLeash(pid: number, signal: NodeJS.Signals): ChildProcess {
  const leash = spawn("/bin/sh", ["-c", `read -r _; kill -${signal.slice(3)} ${pid} 2>/dev/null`], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  leash.on("error", () => {});
  leash.stdin.on("error", () => {});
  return leash;
}

import { spawn } from "node:child_process";
import { join } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a TypeScript entry with the project's own Node 24 and stays its parent: signals are passed on, and through the
 * open channel the entry notices when we are gone, however that happened.
 * @param {string} entry e.g. `scripts/start/serve.ts`
 * @param {string[]} args
 * @param {(message: object) => void} [onMessage]
 * @returns {Promise<number>} its exit code
 */
export function runWithProjectNode(entry, args, onMessage = () => {}) {
  const bin = join(process.cwd(), "node_modules", ".bin");
  const child = spawn(join(bin, "node"), ["--import", "tsx", entry, ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on("message", onMessage);
  const watch = watchParent(() => child.kill("SIGTERM"));
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once("exit", (code) => {
      clearInterval(watch);
      resolve(code ?? 1);
    });
  });
}

/** npm may end without telling us (a SIGTERM, a kill -9): then our parent is suddenly another. */
function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, 200).unref();
}

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

export type Found = { pid: number; command: string };

/**
 * Every process that works in a project's folder or in its database's, whatever its parent is by now: what a command
 * starts inherits the folder, or is given one below it.
 */
export function processesIn(folder: string): Found[] {
  const data = join(folder, ".foyer/postgres/data");
  const homes = [realpathSync(folder), ...(existsSync(data) ? [realpathSync(data)] : [])];
  const isBelow = (path: string) => homes.some((home) => path === home || path.startsWith(`${home}/`));
  return workingFolders()
    .filter(({ cwd }) => isBelow(cwd.replace(/ \(deleted\)$/, "")))
    .map(({ pid }) => ({ pid, command: commandLine(pid) }))
    .filter(({ command }) => command !== "");
}

function workingFolders(): { pid: number; cwd: string }[] {
  if (!existsSync("/proc/self/cwd")) return askLsof();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [{ pid: Number(name), cwd: readlinkSync(`/proc/${name}/cwd`) }];
      } catch {
        // Ended meanwhile, or somebody else's.
        return [];
      }
    });
}

/** macOS: blocks of `p<pid>`, `fcwd`, `n<path>`. */
function askLsof(): { pid: number; cwd: string }[] {
  const output = execFileSync("lsof", ["-d", "cwd", "-Fpn"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return [...output.matchAll(/^p(\d+)\nfcwd\nn(.*)$/gm)].map(([, pid, cwd = ""]) => ({ pid: Number(pid), cwd }));
}

/** Empty for one that has ended and only waits for its parent to notice. */
function commandLine(pid: number): string {
  try {
    if (existsSync("/proc/self/cwd")) return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

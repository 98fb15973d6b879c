import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * The command line of a process, or null when there is none with that id. Used before a left-over is stopped: ids are
 * reused, so an id alone proves nothing.
 */
export function commandOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    // A zombie has no command line and holds nothing any more.
    return line === "" ? null : line;
  } catch {
    // No /proc here (macOS): ask ps.
  }
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

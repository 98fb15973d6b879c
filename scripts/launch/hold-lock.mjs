import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Takes the folder for this process: one running Foyer for each data folder.
 * @param {string} folder data folder, made when missing
 * @returns {{ note(facts: object): void, release(): void } | { owner: { pid: number, url?: string, stopping?: boolean } }} the lock, or who holds it
 */
export function holdLock(folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "running.json");
  const mine = `${file}.${process.pid}`;
  const facts = { pid: process.pid, started_at: new Date().toISOString() };
  writeFileSync(mine, JSON.stringify(facts));
  try {
    for (;;) {
      try {
        // A hard link appears in one instant with its content, and fails when the name is taken.
        linkSync(mine, file);
        break;
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
      const owner = readOwner(file);
      if (owner && isAlive(owner.pid)) return { owner };
      removeStale(file, owner);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    note(more) {
      Object.assign(facts, more);
      writeFileSync(mine, JSON.stringify(facts));
      renameSync(mine, file);
    },
    release() {
      if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/**
 * The process that runs Foyer over a data folder, if there is one.
 * @returns {{ pid: number, url?: string } | null}
 */
export function lockOwner(folder) {
  const owner = readOwner(join(folder, "running.json"));
  return owner && isAlive(owner.pid) ? owner : null;
}

function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Moves the stale lock aside first: of two starters that saw it, the second must not remove the first one's new lock. */
function removeStale(file, seen) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readOwner(aside);
  if (moved && moved.pid !== seen?.pid && isAlive(moved.pid)) {
    try {
      linkSync(aside, file);
    } catch {
      // Somebody else has taken it meanwhile.
    }
  }
  rmSync(aside, { force: true });
}

/** Process ids are used again: the one we look for runs one of our scripts. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  let command;
  try {
    command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    try {
      command = execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
    } catch {
      return false;
    }
  }
  return command.includes("scripts/");
}

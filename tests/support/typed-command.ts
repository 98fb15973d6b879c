import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import { vi } from "vitest";

export type TypedCommand = {
  /** All it said so far. */
  said(): string;
  /** Waits for words; fails with all it said when it ends or stands still without them. */
  untilSaid(words: RegExp): Promise<RegExpMatchArray>;
  /** To every process of the command, as a terminal does for Ctrl-C. */
  signal(name: NodeJS.Signals): void;
  /** Its exit code, once it and everything that writes to its terminal have ended. */
  ended: Promise<number | null>;
};

/** Runs `npm …` in a folder as somebody types it: in a process group of its own, with nothing of ours in its environment. */
export function typeCommand(folder: string, ...words: string[]): TypedCommand {
  const child = spawn("env", ["-i", ...plainEnvironment(), "LITE_AUTH_BCRYPT_COST=4", "npm", ...words], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  let done = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += stripVTControlCharacters(String(chunk));
    });
  const ended = once(child, "close").then(([code]) => {
    done = true;
    return code as number | null;
  });
  return {
    said: () => text,
    async untilSaid(words) {
      // A development server compiles with what the integration tests beside leave it of two processors.
      const waited = vi.waitUntil(() => words.test(text) || done, { timeout: 300_000, interval: 20 });
      await waited.catch(() => undefined);
      const match = words.exec(text);
      if (!match) throw new Error(`Never said ${words}:\n${text}`);
      return match;
    },
    signal: (name) => process.kill(-(child.pid ?? 0), name),
    ended,
  };
}

/** What a login shell has: no variable of a test run, of the npm above us or of a stack reaches the command. */
function plainEnvironment(): string[] {
  const PATH = (process.env.PATH ?? "").split(":").filter((folder) => !folder.includes("node_modules"));
  const kept = Object.entries({ ...process.env, PATH: PATH.join(":") });
  return kept
    .filter(([name]) => /^(HOME|USER|LOGNAME|LANG|LC_.*|SHELL|TMPDIR|PATH|.*_PROXY|.*_proxy)$/.test(name))
    .map(([name, value]) => `${name}=${value}`);
}

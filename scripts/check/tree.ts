import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The repository as the rules see it: paths from its root with `/`, and their text. */
export type Tree = { files: readonly string[]; read(path: string): string; has(path: string): boolean };

/** A fault a rule found; `line` counts from 1. */
export type Problem = { file: string; line?: number; message: string };

export type Rule = { name: string; check(tree: Tree): Problem[] };

/** The working tree: what git tracks or would track; everything but installed and built folders where git is missing. */
export function workingTree(root: string): Tree {
  const files = listFiles(root).filter((path) => existsSync(join(root, path)));
  const texts = new Map<string, string>();
  const known = new Set(files);
  return {
    files,
    has: (path) => known.has(path),
    read(path) {
      const text = texts.get(path) ?? readFileSync(join(root, path), "utf8");
      texts.set(path, text);
      return text;
    },
  };
}

/** A tree held in memory, for the tests of the rules. */
export function plantedTree(files: Record<string, string>): Tree {
  return {
    files: Object.keys(files),
    has: (path) => path in files,
    read: (path) => files[path] ?? "",
  };
}

function listFiles(root: string): string[] {
  try {
    const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
      .split("\0")
      .filter(Boolean);
  } catch {
    const skipped = /^(node_modules|\.next.*|\.foyer|\.git|test-results|playwright-report|coverage)$/;
    const walk = (folder: string): string[] =>
      readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        // Also where it is a link.
        if (skipped.test(entry.name)) return [];
        return entry.isDirectory() ? walk(path) : [path];
      });
    return walk("");
  }
}

const CODE = /\.(ts|tsx|mjs)$/;

/** Source files below folders (or named themselves). */
export function codeIn(tree: Tree, places: readonly string[]): string[] {
  return tree.files.filter(
    (path) => CODE.test(path) && places.some((place) => path === place || path.startsWith(`${place}/`)),
  );
}

/** Every line of a file that matches, with its number. */
export function linesMatching(text: string, pattern: RegExp): { line: number; text: string }[] {
  return text.split("\n").flatMap((line, index) => (pattern.test(line) ? [{ line: index + 1, text: line }] : []));
}

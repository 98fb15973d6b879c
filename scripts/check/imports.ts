import { posix } from "node:path";

export type Import = { line: number; from: string; typeOnly: boolean };

const IMPORT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|(?:import|require)\(\s*["']([^"']+)["']\s*\)/;

/** The modules a file imports, in the order they stand; an import over several lines is found at its last one. */
export function importsOf(text: string): Import[] {
  const found: Import[] = [];
  let typeOnly = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(import|export)\s+type\b/.test(line)) typeOnly = true;
    else if (/^\s*(import|export)\b/.test(line)) typeOnly = false;
    const match = IMPORT.exec(line) ?? /^\s*\}\s*from\s+()["']([^"']+)["']/.exec(line);
    const from = match?.[2] ?? match?.[3];
    if (from) found.push({ line: index + 1, from, typeOnly });
  }
  return found;
}

/** The repository path an import leads to, or null for a package. */
export function resolveImport(file: string, from: string): string | null {
  if (from.startsWith("@/")) return from.slice(2);
  if (from.startsWith(".")) return posix.join(posix.dirname(file), from);
  return null;
}

import type { Problem, Rule } from "./tree";

type Entry = {
  version?: string;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
};

/** Oldest versions without a known hole; the real audit runs where the registry answers it. */
const FLOORS: Record<string, string> = { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" };

/** The lockfile names no registry, pins by hash, knows every platform, and holds nothing known to be unsafe. */
export const lockfile: Rule = {
  name: "the lockfile is clean, complete and above the floors",
  check(tree) {
    const file = "package-lock.json";
    const packages = (JSON.parse(tree.read(file)) as { packages: Record<string, Entry> }).packages;
    const problems: Problem[] = [];
    for (const [path, entry] of Object.entries(packages)) {
      if (path === "") continue;
      if (entry.resolved) problems.push({ file, message: `${path} names a registry (resolved)` });
      // Binaries for other platforms can't always be hashed here; this platform's never lack it.
      if (!entry.integrity && !(entry.optional && (entry.os || entry.cpu)))
        problems.push({ file, message: `${path} is not pinned by a hash` });
      const missing = Object.entries(entry.optionalDependencies ?? {}).filter(
        ([name, range]) => !isLocked(packages, path, name, range),
      );
      if (missing.length > 0)
        problems.push({
          file,
          message: `${path} lacks ${missing.length} of its optional packages (${missing[0]?.join("@")} …): npm ci refuses that`,
        });
      const floor = FLOORS[path.slice("node_modules/".length)];
      if (floor && entry.version && isOlder(entry.version, floor))
        problems.push({ file, message: `${path} ${entry.version} is below ${floor}` });
    }
    const manifest = JSON.parse(tree.read("package.json")) as Record<string, Record<string, string> | undefined>;
    for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))
      if (!/^\d/.test(range)) problems.push({ file: "package.json", message: `${name} is not pinned (${range})` });
    return problems;
  },
};

/** Whether a dependency of the package at `path` is found on the way up to the root, in the exact version if one is named. */
function isLocked(packages: Record<string, Entry>, path: string, name: string, range: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const entry = packages[at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`];
    if (entry && (!/^\d/.test(range) || entry.version === range)) return true;
    if (at === "") return false;
  }
}

function isOlder(version: string, floor: string): boolean {
  const parts = (text: string) => text.split(/[.-]/).map(Number);
  const [a, b] = [parts(version), parts(floor)];
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

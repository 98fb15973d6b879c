import type { Problem, Rule } from "../tree";
import { isPlatformBinary, LOCKFILE, type LockedPackage, lockedPackages, lockedRoot, readManifest } from "./lockfile";

const VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

/** A range of a registry's package; everything else (git, http, file, alias) comes from somewhere nobody vouches for. */
const ELSEWHERE = /^(?:git|github|gitlab|bitbucket|https?|file|link|npm|workspace)[:+]|^[\w.-]+\/[\w.-]+(?:#|$)|:\/\//i;

/** What tests and functions run on: these binaries never lack their hash. */
const OURS = { os: "linux", cpu: "x64", libc: "glibc" };

/**
 * What is installed is exactly what was reviewed: every package a version of the registry, pinned by a strong hash, under
 * its own name, for every platform; package.json pins exactly and agrees; no address of a registry anywhere, so that a
 * changed lockfile cannot send anybody elsewhere.
 */
export const lockedPackagesRule: Rule = {
  name: "the lockfile pins every package by version and hash, from the registry alone",
  check(tree) {
    const locked = lockedPackages(tree);
    const places = new Map(locked.map(({ place, entry }) => [place, entry]));
    return [
      ...locked.flatMap(({ place, name, entry }) =>
        faultsOf(place, name, entry, places).map((fault) => ({ file: LOCKFILE, message: `${place} ${fault}` })),
      ),
      ...manifestFaults(tree),
      ...clientFaults(tree.has(".npmrc") ? tree.read(".npmrc") : ""),
    ];
  },
};

function faultsOf(
  place: string,
  name: string,
  entry: LockedPackage,
  places: ReadonlyMap<string, LockedPackage>,
): string[] {
  const faults: string[] = [];
  if (entry.resolved !== undefined) faults.push("names where it comes from (resolved)");
  if (entry.link) faults.push("is a link to a folder");
  if (entry.inBundle) faults.push("is bundled into another package, past the lockfile's hashes");
  if (entry.name !== undefined && entry.name !== name) faults.push(`is really ${entry.name}`);
  if (!entry.version || !VERSION.test(entry.version)) faults.push(`has no version of the registry (${entry.version})`);
  if (entry.integrity === undefined) {
    // Binaries for platforms that are not installed here can't be hashed here; npm checks them where they are.
    if (!isPlatformBinary(entry) || isOurs(entry)) faults.push("is not pinned by a hash");
  } else if (!/^sha512-[\w+/]+={0,2}$/.test(entry.integrity)) faults.push("is pinned by a weak hash");
  for (const [dependency, range] of Object.entries({ ...entry.dependencies, ...entry.optionalDependencies }))
    if (ELSEWHERE.test(range)) faults.push(`wants ${dependency} from elsewhere (${range})`);
  const missing = Object.entries(entry.optionalDependencies ?? {}).filter(
    ([dependency, range]) => !isLocked(places, place, dependency, range),
  );
  if (missing.length > 0)
    faults.push(`lacks ${missing.length} of its optional packages (${missing[0]?.join("@")} …): npm ci refuses that`);
  return faults;
}

function isOurs({ os, cpu, libc }: LockedPackage): boolean {
  const allows = (list: string[] | undefined, value: string) => list === undefined || list.includes(value);
  return allows(os, OURS.os) && allows(cpu, OURS.cpu) && allows(libc, OURS.libc);
}

/** Whether a dependency of the package at `place` is found on the way up to the root, in the exact version if one is named. */
function isLocked(places: ReadonlyMap<string, LockedPackage>, place: string, name: string, range: string): boolean {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const entry = places.get(at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`);
    if (entry && (!/^\d/.test(range) || entry.version === range)) return true;
    if (at === "") return false;
  }
}

function manifestFaults(tree: Parameters<Rule["check"]>[0]): Problem[] {
  const manifest = readManifest(tree);
  const root = lockedRoot(tree);
  const fault = (message: string) => ({ file: "package.json", message });
  const problems: Problem[] = [];
  for (const list of ["dependencies", "devDependencies", "optionalDependencies"] as const) {
    const [wanted, locked] = [manifest[list] ?? {}, root[list] ?? {}];
    for (const [name, range] of Object.entries(wanted)) {
      if (!VERSION.test(range)) problems.push(fault(`${name} is not pinned (${range})`));
      if (locked[name] !== range) problems.push(fault(`${name} ${range} is not what the lockfile was made for`));
    }
    for (const name of Object.keys(locked))
      if (!(name in wanted))
        problems.push({ file: LOCKFILE, message: `was made for ${name}, which package.json lacks` });
  }
  for (const [name, version] of Object.entries(manifest.overrides ?? {}))
    if (typeof version !== "string" || !VERSION.test(version))
      problems.push(fault(`override of ${name} is not pinned`));
  return problems;
}

/** The repository must not choose anybody's registry, hold a token, or switch a check of npm off. */
function clientFaults(npmrc: string): Problem[] {
  return [
    ...npmrc.matchAll(/^\s*((?:@[\w-]+:)?registry|\/\/.*|_auth\w*|strict-ssl|cafile|proxy|https-proxy)\s*=/gim),
  ].map(([, setting]) => ({ file: ".npmrc", message: `sets ${setting}` }));
}

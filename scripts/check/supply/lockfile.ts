import type { Tree } from "../tree";

/** A package as package-lock.json holds it (lockfile version 3); the key is its place below node_modules. */
export type LockedPackage = {
  version?: string;
  /** Set when a package is installed under another's name. */
  name?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  link?: boolean;
  inBundle?: boolean;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

export type Manifest = {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  overrides?: Record<string, unknown>;
  allowScripts?: Record<string, boolean>;
};

export const LOCKFILE = "package-lock.json";

/** Every package of the lockfile but the project itself; `place` is `node_modules/a/node_modules/b`, `name` is `b`. */
export function lockedPackages(tree: Tree): { place: string; name: string; entry: LockedPackage }[] {
  const { packages } = JSON.parse(tree.read(LOCKFILE)) as { packages: Record<string, LockedPackage> };
  return Object.entries(packages)
    .filter(([place]) => place !== "")
    .map(([place, entry]) => ({ place, name: nameOf(place), entry }));
}

/** The lockfile's own copy of package.json's lists. */
export function lockedRoot(tree: Tree): LockedPackage {
  const { packages } = JSON.parse(tree.read(LOCKFILE)) as { packages: Record<string, LockedPackage> };
  return packages[""] ?? {};
}

export function readManifest(tree: Tree): Manifest {
  return JSON.parse(tree.read("package.json")) as Manifest;
}

/** Built for one platform and left out on others. */
export function isPlatformBinary({ optional, os, cpu }: LockedPackage): boolean {
  return optional === true && (os !== undefined || cpu !== undefined);
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
}

import { chmod, copyFile, cp, link, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeData } from "../../scripts/launch/remove-data.mjs";
import { DIST_DIR } from "./build-browser-tests";

const root = join(import.meta.dirname, "..", "..");

/** What a run leaves behind, history, and packages, which are linked. */
const LEFT_OUT =
  /^(\.git|node_modules|\.foyer|\.next.*|coverage|test-results|playwright-report|bench-results|screenshots)$/;

export type ProjectCopy = { folder: string; remove(): Promise<void> };

/** A copy of the whole project in a temporary folder, as a second clone would be: with a data folder and a lock of its own. */
export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "foyer-commands-"));
  // The database may run under another account.
  await chmod(folder, 0o755);
  const entries = (await readdir(root)).filter((name) => !LEFT_OUT.test(name));
  for (const name of entries) await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    remove: async () => {
      removeData(join(folder, ".foyer"));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Gives a copy the finished build of the browser tests, as the one of its last start. */
export function copyBuild({ folder }: ProjectCopy): Promise<void> {
  const unneeded = (source: string) => source === join(root, DIST_DIR, "cache") || source.endsWith(".map");
  return cp(join(root, DIST_DIR), join(folder, ".next"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !unneeded(source),
  });
}

/** Gives a copy packages of its own, as an installation would: the bundler of `npm run dev` follows no link out of its project. */
export async function copyPackages({ folder }: ProjectCopy): Promise<void> {
  await rm(join(folder, "node_modules"));
  await linkFolder(join(root, "node_modules"), join(folder, "node_modules"));
}

/** The same files under other names; copies where the temporary folder is on another disk. */
async function linkFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

const STATES = ["starting up", "shut down", "shut down in recovery", "shutting down", "in crash recovery"];

/** What the cluster's control file says of it; a number where the state is one that we never meet. */
export async function stateOfCluster(folder: string): Promise<string> {
  const control = await readFile(join(folder, ".foyer/postgres/data/global/pg_control"));
  // struct ControlFileData: system_identifier (8), pg_control_version (4), catalog_version_no (4), state.
  const state = control.readUInt32LE(16);
  return state === 6 ? "in production" : (STATES[state] ?? String(state));
}

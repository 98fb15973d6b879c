import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CHROMIUM_PACKAGES, chromiumPath } from "./chromium-path.mjs";

const [SHELL, CHROMIUM] = CHROMIUM_PACKAGES;

/** What `npm test` needs beside npm packages and this machine lacks: a browser and, where it comes easily, Redis. */
export function missingTestTools() {
  const debian = existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;
  if (debian) {
    const packages = [];
    if (chromiumPath() !== `/usr/bin/${SHELL}`) packages.push(SHELL);
    if (!isOnPath("redis-server")) packages.push("redis-server");
    return { debian, packages };
  }
  return { debian, packages: chromiumPath() || hasPlaywrightBrowser() ? [] : [CHROMIUM] };
}

/** Installs them: with apt on Debian as root, else Playwright's own Chromium. Throws with the end of the output. */
export function installTestTools({ debian, packages }) {
  if (!debian) return run("node_modules/.bin/playwright", ["install", "chromium"]);
  const quietly = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    run("apt-get", ["update", "-qq"], quietly);
    // An older release has Chromium with its window only.
    const known = packages.map((name) => (name === SHELL && !isInRelease(name) ? CHROMIUM : name));
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...known], quietly);
  } catch (error) {
    // Without a connection the whole browser does as well, if it is there.
    if (!chromiumPath() || !isOnPath("redis-server")) throw error;
  }
}

function isInRelease(name) {
  return spawnSync("apt-cache", ["show", name]).status === 0;
}

function hasPlaywrightBrowser() {
  const listed = spawnSync("node_modules/.bin/playwright", ["install", "--dry-run", "chromium"], { encoding: "utf8" });
  const folders = [...listed.stdout.matchAll(/Install location:\s+(\S.*)/g)].map(([, path]) => path.trim());
  return folders.length > 0 && folders.every((folder) => existsSync(folder));
}

function isOnPath(name) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function run(command, args, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} failed:\n${error ?? `${stdout}${stderr}`.slice(-3000)}`);
}

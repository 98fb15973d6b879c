import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether node_modules holds what package-lock.json names: npm's own record of the last finished install is compared
 * with the lockfile, so it needs no stamp and is right after a pull, a branch switch or an interrupted install.
 */
export function isInstalled(root = ".") {
  if (!existsSync(join(root, "node_modules/.bin/node"))) return false;
  let installed;
  try {
    installed = JSON.parse(readFileSync(join(root, "node_modules/.package-lock.json"), "utf8")).packages;
  } catch {
    return false;
  }
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || installed[path]?.version === entry.version,
  );
}

/**
 * Runs `npm ci`, development packages included: the embedded stack is made of them.
 * @returns {Promise<void>} rejects with the end of npm's output
 */
export function installPackages() {
  return new Promise((resolve, reject) => {
    const npm = spawn("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--prefer-offline"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.on("data", (chunk) => {
        output = (output + chunk).slice(-4000);
      });
    }
    npm.once("error", reject);
    npm.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ci failed (${code}):\n${output}`));
    });
  });
}

import { execFileSync } from "node:child_process";

/** Ends the process with a sentence that says what to do when Node or npm is missing or too old. */
export function requireTools() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    fail(
      `Node ${process.versions.node} is too old: Foyer needs Node 20 or newer to start (it brings its own Node 24).`,
    );
  }
  if (process.platform === "win32") fail("Windows is not supported directly; start Foyer inside WSL 2.");
  let npm;
  try {
    npm = execFileSync("npm", ["--version"], { encoding: "utf8" }).trim();
  } catch {
    fail("npm is not on the PATH. It comes with Node: https://nodejs.org");
  }
  if (Number(npm?.split(".")[0]) < 9)
    fail(`npm ${npm} is too old: update it with \`npm install --global npm@latest\`.`);
}

function fail(sentence) {
  console.error(`\n  ${sentence}\n`);
  process.exit(1);
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "../../../scripts/launch/install-packages.mjs";

let folder: string;
const write = (path: string, value: object) => writeFileSync(join(folder, path), JSON.stringify(value));
const lock = (packages: object) => ({ packages: { "": {}, ...packages } });
const next = { "node_modules/next": { version: "16.4.6" } };
const foreign = { "node_modules/@next/swc-darwin": { version: "16.4.6", optional: true } };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "foyer-install-"));
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  writeFileSync(join(folder, "node_modules/.bin/node"), "");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["nothing was installed", undefined, false],
  ["the lockfile's versions are there, but for other platforms' binaries", next, true],
  ["the lockfile asks for another version", { "node_modules/next": { version: "16.4.5" } }, false],
  ["a package is missing", {}, false],
])("%s", (_, installed, expected) => {
  write("package-lock.json", lock({ ...next, ...foreign }));
  if (installed) write("node_modules/.package-lock.json", lock(installed));
  expect(isInstalled(folder)).toBe(expected);
});

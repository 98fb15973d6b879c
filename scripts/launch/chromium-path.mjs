import { existsSync } from "node:fs";

/** Debian's packages of Chromium. The one without a window costs a test half of what the other does, so it comes first. */
export const CHROMIUM_PACKAGES = ["chromium-headless-shell", "chromium"];

/** Debian's Chromium where it is installed; undefined where Playwright brings its own. */
export function chromiumPath() {
  return CHROMIUM_PACKAGES.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
}

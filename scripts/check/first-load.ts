import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What a page may make a browser fetch before it works, in bytes as sent with gzip. */
export const FIRST_LOAD_BUDGET = 170 * 1024;

/** One page of a build: its first-load JavaScript in bytes as sent with gzip, and the files it is made of. */
export type FirstLoad = { route: string; bytes: number; files: string[] };

/**
 * Reads from a finished build what every page loads first: the runtime, React, the router and the page's own files with
 * those of its layouts; not what is fetched later, on the way to a click. Largest first. Throws for a page without a list.
 * Source: `diagnostics/route-bundle-stats.json` of `next build`; the browser tests compare it with served pages.
 */
export function measureFirstLoad(distDir: string): FirstLoad[] {
  const stats = readJson<{ route: string; firstLoadChunkPaths: string[] }[]>(
    join(distDir, "diagnostics", "route-bundle-stats.json"),
  );
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(distDir, file))).length;
    sizes.set(file, known);
    return known;
  };
  const pages = Object.keys(readJson<Record<string, string>>(join(distDir, "server", "app-paths-manifest.json")))
    .filter((path) => path.endsWith("/page") && !path.startsWith("/_global-error"))
    .map(routeOf);
  return pages
    .map((route) => {
      // The build folder's name stands before each path, whatever it was called while building.
      const files = stats.find((page) => page.route === route)?.firstLoadChunkPaths.map(insideBuild) ?? [];
      if (files.length === 0) throw new Error(`The build does not say what ${route} loads first.`);
      return { route, files, bytes: files.reduce((sum, file) => sum + sizeOf(file), 0) };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

/** Pages over the budget. */
export function overBudget(pages: readonly FirstLoad[], budget = FIRST_LOAD_BUDGET): FirstLoad[] {
  return pages.filter(({ bytes }) => bytes > budget);
}

/** The table, a line a page, in kB of 1,024 bytes. */
export function firstLoadTable(pages: readonly FirstLoad[], budget = FIRST_LOAD_BUDGET): string {
  return pages
    .map(
      ({ route, bytes }) =>
        `${bytes > budget ? "✗" : "✓"} ${route.padEnd(32)} ${(bytes / 1024).toFixed(1).padStart(6)} kB`,
    )
    .join("\n");
}

/** `/(auth)/sign-in/page` is served at `/sign-in`. */
function routeOf(path: string): string {
  return path.replace(/\/page$/, "").replace(/\/\([^)]+\)/g, "") || "/";
}

function insideBuild(path: string): string {
  return path.slice(path.indexOf("static/"));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

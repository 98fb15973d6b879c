import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { firstLoadTable, measureFirstLoad, overBudget } from "@/scripts/check/first-load";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A build with the given pages; files are named by their size in bytes, which gzip cannot make smaller. */
function build(pages: Record<string, number[]>, listed = Object.keys(pages)): string {
  const folder = mkdtempSync(join(tmpdir(), "foyer-first-load-"));
  folders.push(folder);
  for (const each of ["diagnostics", "server", "static/chunks"]) mkdirSync(join(folder, each), { recursive: true });
  for (const size of Object.values(pages).flat())
    writeFileSync(join(folder, `static/chunks/${size}.js`), randomBytes(size));
  const stats = listed.map((page) => ({
    route: page.replace("/(auth)", "").replace(/\/page$/, "") || "/",
    firstLoadChunkPaths: pages[page]?.map((size) => `.next-elsewhere/static/chunks/${size}.js`),
  }));
  writeFileSync(join(folder, "diagnostics/route-bundle-stats.json"), JSON.stringify(stats));
  const paths = Object.fromEntries(Object.keys(pages).map((page) => [page, `app${page}.js`]));
  writeFileSync(join(folder, "server/app-paths-manifest.json"), JSON.stringify({ ...paths, "/api/health/route": "" }));
  return folder;
}

test("a page that imports something big is over the budget, its neighbour that shares the rest is not", () => {
  const pages = measureFirstLoad(build({ "/(auth)/sign-in/page": [120_000], "/[org]/calls/page": [120_000, 60_000] }));
  expect(overBudget(pages).map(({ route }) => route)).toEqual(["/[org]/calls"]);
  expect(firstLoadTable(pages)).toMatch(/✗ \/\[org\]\/calls +175\.\d kB\n✓ \/sign-in +117\.\d kB/);
});

test("what compresses counts as it is sent", () => {
  const folder = build({ "/page": [1] });
  writeFileSync(join(folder, "static/chunks/1.js"), "a".repeat(1_000_000));
  expect(measureFirstLoad(folder)[0]?.bytes).toBeLessThan(2_000);
});

test("a page of which the build says nothing is an error, not a pass", () => {
  expect(() => measureFirstLoad(build({ "/page": [10], "/ops/page": [10] }, ["/page"]))).toThrow(/\/ops/);
});

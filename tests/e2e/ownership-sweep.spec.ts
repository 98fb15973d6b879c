import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeOperator, makePerson, onVisits } from "../support/organization";
import { servePlanted } from "../support/serve-planted";
import { serveUnguarded } from "../support/serve-unguarded";
import { builtRoutes, guardedRoutes } from "./ownership/routes";
import { sweepOwnership, type Tenants } from "./ownership/sweep";
import { makeTenant } from "./ownership/tenants";

/**
 * Promise S2: nobody reads or changes another organization's things, at any address of the build. S4: middleware is not
 * the lock. And S16 on the way: whatever depends on who asks is kept by no cache. Their control is what they find in
 * the careless pages and routes of `tests/e2e/planted`.
 */
const base = process.env.PUBLIC_BASE_URL ?? "";
const distDir = join(import.meta.dirname, "../../.next-test");

async function makeTenants(): Promise<Tenants> {
  const [victim, attacker] = [await makeTenant(base), await makeTenant(base)];
  const [operator, person] = await Promise.all([makeOperator(), makePerson()]);
  const visiting = onVisits(operator, [victim.id, attacker.id], { changes: true });
  return { victim, attacker, operator: await visiting.cookie(), person: await person.cookie() };
}

test("every address answers its own organization only, privately, and with a request id", async () => {
  test.setTimeout(600_000);
  const routes = await builtRoutes(distDir);
  expect(routes.length).toBeGreaterThan(50);
  const { found, asked } = await sweepOwnership(base, routes, await makeTenants());
  console.info(`${routes.length} addresses, ${asked} requests`);
  expect(found).toEqual([]);
});

test("without middleware nobody is told anything more: each page and route is its own lock", async () => {
  test.setTimeout(600_000);
  const routes = await guardedRoutes(distDir);
  const pages = (await builtRoutes(distDir)).filter(
    ({ kind, address }) => kind === "page" && !address.startsWith("/_"),
  );
  expect(pages.length).toBeGreaterThan(20);
  expect(routes).toEqual(expect.arrayContaining(pages));
  const unguarded = await serveUnguarded(distDir);
  try {
    const page = (path: string) => fetch(`${unguarded.url}${path}`, { redirect: "manual" });
    expect((await page("/sign-in")).headers.has("x-request-id"), "the middleware is gone").toBe(false);
    expect((await fetch(`${base}/sign-in`)).headers.has("x-request-id"), "it would be seen").toBe(true);
    const { found } = await sweepOwnership(unguarded.url, routes, await makeTenants());
    expect(found).toEqual([]);
  } finally {
    await unguarded.stop();
  }
});

test("control: a page that only middleware guards, a route that asks nobody and answers that caches keep are found", async () => {
  test.setTimeout(600_000);
  const careless = await servePlanted();
  try {
    const planted = (await builtRoutes(careless.distDir)).filter(({ address }) => address.endsWith("/planted"));
    expect(planted).toHaveLength(3);
    const { found } = await sweepOwnership(careless.url, planted, await makeTenants());
    const lines = found.join("\n");
    expect(lines).toMatch(/^GET \/\[org\]\/planted as nobody at .*: answers 200, not 307$/m);
    expect(lines).toMatch(/^GET \/\[org\]\/planted as nobody at .*: tells Wintergreen/m);
    expect(lines).toMatch(/^GET .*\/calls\/\[id\]\/planted as another admin at .*: answers 200, not 404$/m);
    expect(lines).toMatch(/^GET .*\/calls\/\[id\]\/planted as nobody at .*: answers 200, not 401$/m);
    expect(lines).toMatch(/^GET .*\/calls\/\[id\]\/planted as another viewer at .*: tells call_/m);
    expect(lines).toContain("calls: rows of the organization changed");
    expect(lines).toContain("/planted: is not classified");
    expect(lines).toMatch(/\/calls\/\[id\]\/planted as another viewer: is sent with cache-control "s-maxage=60"/);
    expect(lines).toContain("has no x-request-id");
  } finally {
    await careless.stop();
  }
});

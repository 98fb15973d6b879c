import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { serveHttp } from "../../scripts/stack/process/serve-http";
import { database } from "../support/database";
import { makeOperator, makePerson } from "../support/organization";
import { type BuiltRoute, builtRoutes } from "./ownership/routes";
import { sweepOwnership, type Tenants } from "./ownership/sweep";
import { makeTenant } from "./ownership/tenants";

/** Promise S2: nobody reads or changes another organization's things, at any address of the build; and S16 on the way. */
const base = process.env.PUBLIC_BASE_URL ?? "";
const distDir = join(import.meta.dirname, "../../.next-test");

async function makeTenants(): Promise<Tenants> {
  const [victim, attacker] = [await makeTenant(base), await makeTenant(base)];
  const [operator, person] = await Promise.all([makeOperator(), makePerson()]);
  return { victim, attacker, operator: await operator.cookie(), person: await person.cookie() };
}

test("every address answers its own organization only, privately, and with a request id", async () => {
  test.setTimeout(300_000);
  const routes = await builtRoutes(distDir);
  expect(routes.length).toBeGreaterThan(50);
  const { found, asked } = await sweepOwnership(base, routes, await makeTenants());
  console.info(`${routes.length} addresses, ${asked} requests`);
  expect(found).toEqual([]);
});

test("the sweep finds an address that forgets to ask whose row it is", async () => {
  test.setTimeout(180_000);
  const tenants = await makeTenants();
  const { victim } = tenants;
  const planted: BuiltRoute[] = [
    { kind: "api", address: "/api/v1/orgs/[org]/calls/[id]/planted" },
    { kind: "page", address: "/[org]/calls/[id]/planted" },
    { kind: "page", address: "/planted" },
  ];
  // In front of the real application: answers the planted addresses without asking who is there.
  const careless = await serveHttp(0, async (request) => {
    const url = new URL(request.url);
    if (!url.pathname.endsWith("/planted")) return new Response(null, { status: 404 });
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: "GET, DELETE" } });
    if (request.method === "DELETE") {
      await database()`update calls set billable_reason = 'planted' where id = ${victim.ids.calls ?? null}`;
      return new Response(null, {
        status: 404,
        headers: { "cache-control": "private, no-store", "x-request-id": "x" },
      });
    }
    return fetch(`${base}/api/v1/orgs/${victim.slug}/calls/${victim.ids.calls}`, {
      headers: { cookie: victim.cookies.admin },
    }).then(async (answer) => new Response(await answer.text(), { headers: { "cache-control": "s-maxage=60" } }));
  });
  try {
    const { found } = await sweepOwnership(careless.url, planted, tenants);
    const lines = found.join("\n");
    expect(lines).toMatch(/^GET .*\/calls\/\[id\]\/planted as another admin at .*: answers 200, not 404$/m);
    expect(lines).toMatch(/^GET .*\/calls\/\[id\]\/planted as nobody at .*: answers 200, not 401$/m);
    expect(lines).toMatch(/^GET \/\[org\]\/calls\/\[id\]\/planted as another viewer at .*: tells /m);
    expect(lines).toContain("calls: rows of the organization changed");
    expect(lines).toContain("/planted: is not classified");
    expect(lines).toContain('is sent with cache-control "s-maxage=60"');
    expect(lines).toContain("has no x-request-id");
  } finally {
    await careless.stop();
  }
});

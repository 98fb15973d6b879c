import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { serveHttp } from "../../scripts/stack/process/serve-http";
import { fingerprint } from "../support/fingerprint";
import { makeOperator } from "../support/organization";
import { WRITES } from "./ownership/attempt";
import { audienceOf, type BuiltRoute, builtRoutes } from "./ownership/routes";
import { methodsOf, pathOf } from "./ownership/sweep";
import { makeTenant, type Tenant } from "./ownership/tenants";

/** VX12: no other site changes anything with a person's cookies, at any address of the build; and none may read an answer. */
const base = process.env.PUBLIC_BASE_URL ?? "";
const distDir = join(import.meta.dirname, "../../.next-test");

/** What a browser says of a request that another site makes it send. */
const FOREIGN: Record<string, Record<string, string>> = {
  "another site": { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  "another site in an old browser": { origin: "https://evil.example" },
  "a form without an origin": { "sec-fetch-site": "cross-site" },
  "a sandboxed frame": { origin: "null" },
  "a sibling of our domain": { "sec-fetch-site": "same-site" },
  "a domain that begins like ours": { origin: `${base}.evil.example` },
  "our host on another port": { origin: base.replace(/\d+$/, "1") },
};

/** What machines with a secret of their own call; cookies mean nothing there. */
const WITHOUT_COOKIES = new Set(["vendor", "scheduler", "monitor"]);

type Change = { route: BuiltRoute; method: string; path: string };

async function changes(tenant: Tenant): Promise<Change[]> {
  const routes = (await builtRoutes(distDir)).filter(
    (route) => route.kind === "api" && !WITHOUT_COOKIES.has(audienceOf(route) ?? ""),
  );
  const found: Change[] = [];
  for (const route of routes) {
    const path = pathOf(route, tenant, tenant);
    for (const method of await methodsOf(base, route, path))
      if (WRITES.includes(method)) found.push({ route, method, path });
  }
  return found;
}

/** A line for each change that an address let another site begin. */
async function letIn(at: string, all: readonly Change[], cookie: string): Promise<string[]> {
  const lines: string[] = [];
  for (const { route, method, path } of all)
    for (const [who, headers] of Object.entries(FOREIGN)) {
      const answer = await fetch(`${at}${path}`, {
        method,
        redirect: "manual",
        headers: { ...headers, cookie, "content-type": "application/json" },
        body: "{}",
      });
      const text = await answer.text();
      if (answer.status !== 403 || !text.includes("must come from the dashboard itself"))
        lines.push(`${method} ${route.address} from ${who}: answers ${answer.status}`);
      if (answer.headers.has("access-control-allow-origin"))
        lines.push(`${method} ${route.address} from ${who}: may read the answer`);
    }
  return lines;
}

test("no change is begun by another site, whoever is signed in", async () => {
  const tenant = await makeTenant(base);
  const all = await changes(tenant);
  expect(all.length).toBeGreaterThan(35);
  const before = await fingerprint(tenant.id);
  expect(await letIn(base, all, tenant.cookies.admin)).toEqual([]);
  const operators = all.filter(({ route }) => audienceOf(route) === "operator");
  expect(operators.length).toBeGreaterThan(0);
  expect(await letIn(base, operators, await (await makeOperator()).cookie())).toEqual([]);
  expect(await fingerprint(tenant.id)).toEqual(before);

  // From our own pages the same requests get past this question, to the next one: who asks.
  for (const { method, path } of all) {
    const own = { origin: base, "sec-fetch-site": "same-origin", "content-type": "application/json" };
    const answer = await fetch(`${base}${path}`, { method, redirect: "manual", headers: own, body: "{}" });
    expect(await answer.text(), `${method} ${path}`).not.toContain("must come from the dashboard itself");
  }
});

test("no other site is granted a preflight", async () => {
  const tenant = await makeTenant(base);
  for (const { method, path } of await changes(tenant)) {
    const { headers } = await fetch(`${base}${path}`, {
      method: "OPTIONS",
      headers: { origin: "https://evil.example", "access-control-request-method": method },
    });
    expect(
      [...headers.keys()].filter((name) => name.startsWith("access-control-")),
      path,
    ).toEqual([]);
  }
});

test("control: an application that asks nobody where a change comes from is found at every address", async () => {
  const careless = await serveHttp(0, async () =>
    Response.json({}, { headers: { "access-control-allow-origin": "https://evil.example" } }),
  );
  try {
    const route: BuiltRoute = { kind: "api", address: "/api/v1/orgs" };
    const found = await letIn(careless.url, [{ route, method: "POST", path: "/api/v1/orgs" }], "");
    expect(found).toHaveLength(2 * Object.keys(FOREIGN).length);
  } finally {
    await careless.stop();
  }
});

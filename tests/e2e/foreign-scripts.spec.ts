import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { makeOrganization, type TestOrganization } from "../support/organization";
import { builtRoutes } from "./ownership/routes";

/** CORS: scripts of other sites use the API only from configured origins, and never with a person's cookies. */
const base = process.env.PUBLIC_BASE_URL ?? "";
/** The origin that the build of these tests was given. */
const PARTNER = process.env.CORS_ORIGINS ?? "";
const distDir = join(import.meta.dirname, "../../.next-test");

const preflight = (path: string, origin: string) =>
  fetch(`${base}${path}`, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "PATCH", "access-control-request-headers": "authorization" },
  });

const STRANGERS = [
  "https://evil.example",
  "null",
  `${PARTNER}.evil.example`,
  PARTNER.replace("https", "http"),
  PARTNER.replace(".", "x"),
  `${PARTNER}:8443`,
  "https://sub.partner.example",
];

test("a preflight of any other origin is not answered, at any address of the build", async () => {
  const routes = (await builtRoutes(distDir)).filter(({ kind }) => kind === "api");
  expect(routes.length).toBeGreaterThan(60);
  for (const { address } of routes) {
    const path = address.replaceAll(/\[(\w+)\]/g, "x");
    for (const origin of address.endsWith("/agents") ? STRANGERS : STRANGERS.slice(0, 1)) {
      const { headers } = await preflight(path, origin);
      expect(headers.get("access-control-allow-origin"), `${path} for ${origin}`).toBeNull();
      expect(headers.get("access-control-allow-credentials"), path).toBeNull();
    }
  }
});

test("the configured origin may send a key, and no cookies", async () => {
  const answer = await preflight("/api/v1/orgs/x/agents", PARTNER);
  expect(answer.headers.get("access-control-allow-origin")).toBe(PARTNER);
  expect(answer.headers.get("access-control-allow-methods")).toContain("PATCH");
  expect(answer.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("authorization");
  expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  expect(answer.headers.get("vary")?.toLowerCase()).toContain("origin");
  // Pages, sign-in and the operators' addresses are nobody else's.
  for (const path of ["/sign-in", "/api/auth/sign-in", "/api/ops/organizations", "/ops"])
    expect((await preflight(path, PARTNER)).headers.get("access-control-allow-origin"), path).toBeNull();
});

test("with a person's cookies not even the configured origin changes anything", async () => {
  const org = await makeOrganization();
  const change = await fetch(`${base}/api/v1/orgs/${org.slug}`, {
    method: "PATCH",
    headers: { origin: PARTNER, cookie: await org.admin.cookie(), "content-type": "application/json" },
    body: JSON.stringify({ name: "Stolen" }),
  });
  expect(change.status).toBe(403);
  expect(await change.text()).toContain("must come from the dashboard itself");
});

async function keyOf(org: TestOrganization): Promise<string> {
  const answer = await fetch(`${base}/api/v1/orgs/${org.slug}/api_keys`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: await org.admin.cookie() },
    body: JSON.stringify({ name: "A page of a partner", scopes: ["organization:read", "organization:write"] }),
  });
  return ((await answer.json()) as { token: string }).token;
}

test("a request with a key is answered to whoever shows it, and told to scripts of the configured origin alone", async () => {
  const org = await makeOrganization();
  const key = await keyOf(org);
  const ask = async (origin: string, authorization: string, change = {}) => {
    const headers = { origin, authorization, "content-type": "application/json", "sec-fetch-site": "cross-site" };
    const answer = await fetch(`${base}/api/v1/orgs/${org.slug}`, { headers, ...change });
    return [answer.status, answer.headers.get("access-control-allow-origin")];
  };
  const rename = { method: "PATCH", body: JSON.stringify({ name: "By a partner" }) };
  expect(await ask(PARTNER, `Bearer ${key}`)).toEqual([200, PARTNER]);
  expect(await ask(PARTNER, `Bearer ${key}`, rename)).toEqual([200, PARTNER]);
  // An error is the script's to read as well: it has to know why.
  expect(await ask(PARTNER, "Bearer foyer_live_x")).toEqual([401, PARTNER]);
  for (const stranger of STRANGERS) {
    expect(await ask(stranger, `Bearer ${key}`), stranger).toEqual([200, null]);
    expect(await ask(stranger, "Bearer foyer_live_x"), stranger).toEqual([401, null]);
  }
});

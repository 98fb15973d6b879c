import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as describeApi } from "@/app/api/openapi.json/route";
import { permissions, scopeFor } from "@/lib/auth/permissions";
import { isGrave, scopes } from "@/lib/auth/scopes";
import { operationOf } from "@/lib/http/operation";
import { withOrg } from "@/lib/http/with-org";
import { breakingChanges } from "@/scripts/openapi/breaking-changes";
import { buildDocument, type OpenApi } from "@/scripts/openapi/build-document";
import { committedDocument, documentOf, textOf } from "@/scripts/openapi/document";
import { readOperations, undocumented } from "@/scripts/openapi/read-operations";
import { callRoute } from "../../support/http";

const root = join(import.meta.dirname, "../../..");
const found = await readOperations(root);

/** Changes that no `If-Match` is taken for, and why nobody's work is lost by that. */
const NOT_EDITED_BY_TWO = {
  "PATCH /credentials/{id}": "each part is set by itself: its name, its last day, whether it is the one used",
  "PATCH /members/{user_id}": "a role is one word, and the last said holds",
  "PATCH /notes/{id}": "its author alone edits it",
  "PATCH /protection": "two switches, each sent by itself",
  "PUT /agents/{id}/vendor_webhook": "sets at the vendor what we know already",
  "PUT /api/v1/preferences": "one person's own",
  "PUT /calls/billable": "a mark, and the last said holds",
  "PUT /calls/review": "a mark, and the last said holds",
  "PUT /calls/{id}/billable": "a mark with its reason, and the last said holds; who said it stands beside it",
  "PUT /calls/{id}/review": "a mark, and the last said holds",
  "PUT /logo": "a picture takes the place of another",
  "PUT /mentions/seen": "one person's own",
  "PUT /owner": "the owner alone hands over",
  "PUT /price": "a figure, and the last said holds",
  "PUT /second_factor_rule": "a switch",
  "PUT /views": "somebody else's view of the same name stays",
};

describe("the document", () => {
  test("holds every route of the API, and one that says nothing of itself is named", () => {
    expect(found.length).toBeGreaterThan(80);
    expect(undocumented(found)).toEqual([]);
    const silent = withOrg({ can: "calls.read" }, async () => ({}));
    const planted = { method: "GET", address: "/api/v1/orgs/{org}/silent", operation: operationOf(silent) };
    expect(undocumented([...found, planted])).toEqual([expect.stringContaining("GET /api/v1/orgs/{org}/silent")]);
    const bare = { method: "GET", address: "/api/v1/bare", operation: operationOf(async () => new Response()) };
    expect(undocumented([bare])).toHaveLength(1);
  });

  test("says of every change to something that two people may edit that it takes If-Match", () => {
    const changes = found.filter(({ method }) => method === "PATCH" || method === "PUT");
    const named = changes.flatMap(({ method, address, operation }) =>
      operation?.docs?.versioned ? [] : [`${method} ${address.replace("/api/v1/orgs/{org}", "")}`],
    );
    expect(named.sort()).toEqual(Object.keys(NOT_EDITED_BY_TWO).sort());
  });

  test("is the committed one: nobody who relies on it is broken, and it is not stale", async () => {
    const [now, committed] = [await documentOf(root), await committedDocument(root)];
    if (!committed) throw new Error("docs/openapi.json is missing: npm run openapi");
    expect(breakingChanges(committed, now), "breaking: keep what was promised, or see docs/api.md").toEqual([]);
    expect(now, "stale: npm run openapi").toEqual(committed);
  });

  test("is valid OpenAPI 3.1, and a fault in it would be seen", async () => {
    const document = await documentOf(root);
    const check = (given: object) => new Validator().validate(textOf(given));
    expect(await check(document)).toMatchObject({ valid: true });
    const { info: _, ...without } = document;
    expect(await check(without)).toMatchObject({ valid: false });
    const wrong = structuredClone(document) as OpenApi;
    Object.assign(wrong.paths["/api/v1/orgs/{org}/calls"]?.get ?? {}, { parameters: [{ name: "x", in: "nowhere" }] });
    expect(await check(wrong)).toMatchObject({ valid: false });
  });

  test("refers to nothing that is not in it", async () => {
    const document = await documentOf(root);
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    const missing = referred.filter(([, kind = "", name = ""]) => !document.components[kind]?.[name]);
    expect(referred.length).toBeGreaterThan(500);
    expect(missing.map(([whole]) => whole)).toEqual([]);
  });

  test("is answered to anybody", async () => {
    const answer = await callRoute(describeApi, { path: "/api/openapi.json" });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "public, max-age=300"]);
    expect(answer.json<OpenApi>().openapi).toBe("3.1.1");
  });
});

describe("scopes", () => {
  test("each one opens something, and nothing is open to a key without one", async () => {
    const document = buildDocument(found, {});
    const used = new Set<string>();
    for (const { operation } of found) {
      for (const can of [operation?.can, operation?.sometimes]) {
        const scope = can && scopeFor(can);
        if (scope) used.add(scope);
      }
    }
    expect([...used].sort()).toEqual([...scopes].sort());
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    for (const { security } of operations) expect(security).toContainEqual({ session: [] });
  });

  test("that stand in for a person's proof open what asks for one, and nothing else does", () => {
    const asking = found.flatMap(({ method, address, operation }) => {
      const scope = operation?.can && scopeFor(operation.can);
      return scope ? [{ name: `${method} ${address}`, recent: Boolean(operation.recent), grave: isGrave(scope) }] : [];
    });
    expect(asking.filter(({ recent, grave }) => recent !== grave)).toEqual([]);
    expect(asking.filter(({ recent }) => recent).map(({ name }) => name)).toEqual([
      "DELETE /api/v1/orgs/{org}/agents/{id}",
      "GET /api/v1/orgs/{org}/audit-log/export",
      "GET /api/v1/orgs/{org}/calls/export",
      "DELETE /api/v1/orgs/{org}/members/{user_id}",
    ]);
  });

  test("that do so for some changes of a route are grave as well, or nobody's but people's", () => {
    const asking = found.filter(({ operation }) => operation?.sometimes);
    expect(asking.map(({ method, address, operation }) => [`${method} ${address}`, operation?.sometimes])).toEqual([
      ["PATCH /api/v1/orgs/{org}/agents/{id}", "agents.secret"],
      ["POST /api/v1/orgs/{org}/agents", "credentials.write"],
    ]);
    for (const { operation } of asking) {
      const scope = operation?.sometimes && scopeFor(operation.sometimes);
      expect(scope === null || (scope && isGrave(scope))).toBe(true);
    }
  });

  test("are not asked where a person is: whatever only people may change wants a proof, or is named here as lesser", () => {
    const LESSER = /^(views|mentions)\./;
    const changing = found.filter(
      ({ method, operation }) => method !== "GET" && operation?.can && scopeFor(operation.can) === null,
    );
    const lesser = changing.filter(({ operation }) => operation?.can && LESSER.test(operation.can));
    expect(lesser.filter(({ operation }) => operation?.recent)).toEqual([]);
    const unasked = changing.filter((each) => !lesser.includes(each) && !each.operation?.recent);
    // What ends access weakens nothing, and nobody should look for a password before they take an invitation back.
    expect(unasked.map(({ method, address }) => `${method} ${address}`)).toEqual([
      "POST /api/v1/orgs/{org}/invitations/{id}/mail",
      "DELETE /api/v1/orgs/{org}/invitations/{id}",
      "DELETE /api/v1/orgs/{org}/members/{user_id}/lock",
    ]);
  });

  test("that read open no route that changes something, but for questions too long for an address", () => {
    const changing = found.filter(
      ({ method, operation }) => method !== "GET" && operation?.can && scopeFor(operation.can)?.endsWith(":read"),
    );
    expect(changing.map(({ method, address }) => `${method} ${address}`)).toEqual([
      "POST /api/v1/orgs/{org}/audit-log/verifications",
    ]);
  });

  test("are none where a person has to decide", () => {
    const closed = permissions.filter((permission) => scopeFor(permission) === null);
    const NEVER =
      /^(members|credentials|api_keys|protection|second_factor_rule|admin_networks)\.write$|^mentions\.|^ownership\./;
    expect(permissions.filter((permission) => NEVER.test(permission) && !closed.includes(permission))).toEqual([]);
  });
});

test("whatever takes a file away is counted as an export, and nothing else is (S13)", () => {
  const exporting = found.filter(({ operation }) => operation?.can?.endsWith(".export"));
  expect(exporting.length).toBeGreaterThan(1);
  expect(found.filter(({ operation }) => operation?.tier === "exports")).toEqual(exporting);
});

test("an answer of a documented shape carries its name", () => {
  const shape = z.object({ word: z.string() });
  const handler = withOrg({ can: "calls.read", docs: { summary: "Try", answer: shape } }, async () => ({ word: "x" }));
  const { paths, components } = buildDocument(
    [{ method: "GET", address: "/api/v1/orgs/{org}/tried", operation: operationOf(handler) }],
    { TriedAnswer: shape },
  );
  expect(components.schemas.Tried).toMatchObject({ properties: { word: { type: "string" } }, required: ["word"] });
  expect(JSON.stringify(paths)).toContain("#/components/schemas/Tried");
});

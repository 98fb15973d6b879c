import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { POST as revoke } from "@/app/api/v1/orgs/[org]/api_keys/[id]/revocation/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/api_keys/[id]/rotation/route";
import { GET as read } from "@/app/api/v1/orgs/[org]/api_keys/[id]/route";
import { POST as create, GET as list } from "@/app/api/v1/orgs/[org]/api_keys/route";
import { GET as listCalls } from "@/app/api/v1/orgs/[org]/calls/route";
import type { listApiKeys } from "@/lib/api-keys/list-api-keys";
import type { NewApiKey } from "@/lib/api-keys/schemas";
import { tokenHash } from "@/lib/crypto/lookup";
import { withApiKey } from "@/lib/db/tenant";
import { asAdmin, askWith, makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

describe("the token", () => {
  test("is told once: no row, event, audit entry, idempotency record or later answer has it", async () => {
    const org = await makeOrganization();
    const body = { name: "Importer", scopes: ["calls:read"] };
    const call = { ...(await asAdmin(org, "POST", undefined, body)), headers: { "idempotency-key": "once" } };
    const first = (await callRoute(create, call)).json<NewApiKey & { token: string }>();
    expect(first.token).toMatch(/^foyer_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
    const again = await callRoute(create, call);
    expect([again.status, again.json()]).toEqual([201, { ...first, token: null }]);
    const rotated = await callRoute(rotate, {
      ...(await asAdmin(org, "POST", first.id, {})),
      headers: { "idempotency-key": "twice" },
    });
    const second = rotated.json<{ token: string }>();
    const rows = await database()`
      select (select json_agg(k) from public.api_keys k where k.org_id = o.id) as keys,
        (select json_agg(e) from public.events e where e.org_id = o.id) as events,
        (select json_agg(l) from public.audit_log l where l.org_id = o.id) as audit,
        (select json_agg(i) from public.idempotency_keys i where i.org_id = o.id) as answers
      from public.organizations o where o.id = ${org.id}`;
    const answers = [
      await callRoute(list, await asAdmin(org, "GET")),
      await callRoute(read, await asAdmin(org, "GET", first.id)),
    ];
    const everything = `${JSON.stringify(rows)} ${answers.map(({ text }) => text).join()}`;
    expect(everything).toContain("api_key.rotated");
    for (const { token } of [first, second]) {
      expect(everything).not.toContain(token.slice(0, -6));
      expect(everything).not.toContain(token.slice(20, -6));
    }
  });

  test("has a hash that the tenant's role cannot read", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org);
    const ask = (column: string) =>
      withApiKey({ hash: tokenHash(token), slug: org.slug, reads_only: true }, (tx) =>
        sql`select ${sql.ref(column)} from api_keys`.execute(tx),
      );
    await expect(ask("secret_hash")).rejects.toMatchObject({ code: "42501" });
    await expect(ask("prefix")).resolves.toBeDefined();
  });

  test("that is spoilt, or shown in another way, is nobody", async () => {
    const org = await makeOrganization();
    const { token } = await makeKey(org);
    const spoilt = `${token.slice(0, 30)}${token[30] === "a" ? "b" : "a"}${token.slice(31)}`;
    for (const wrong of [spoilt, "", "foyer_live_", token.toLowerCase(), `${token}x`])
      expect((await askWith(wrong, listCalls, org)).status).toBe(401);
    const basic = await callRoute(listCalls, {
      path: "/",
      params: { org: org.slug },
      headers: { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` },
    });
    expect(basic.status).toBe(401);
  });
});

test("a viewer neither sees nor makes keys, and a stranger finds none", async () => {
  const [org, other] = await Promise.all([makeOrganization(), makeOrganization()]);
  const { id } = await makeKey(org);
  const as = async (cookie: string, slug: string, key = id) => {
    const call = { path: "/", params: { org: slug, id: key }, cookie };
    const asked = [
      await callRoute(list, call),
      await callRoute(read, call),
      await callRoute(create, { ...call, method: "POST", body: { name: "Mine", scopes: ["calls:read"] } }),
      await callRoute(rotate, { ...call, method: "POST", body: {} }),
      await callRoute(revoke, { ...call, method: "POST" }),
    ];
    return asked.map(({ status }) => status);
  };
  expect(await as(await org.viewer.cookie(), org.slug)).toEqual([403, 403, 403, 403, 403]);
  expect(await as(await other.admin.cookie(), org.slug)).toEqual([404, 404, 404, 404, 404]);
  expect((await as(await other.admin.cookie(), other.slug)).slice(1, 2)).toEqual([404]);
});

test("scopes that are not in the table, none at all, networks and figures that make no sense are refused by field", async () => {
  const org = await makeOrganization();
  const ask = async (body: object) => {
    const answer = await callRoute(
      create,
      await asAdmin(org, "POST", undefined, { name: "Wrong", scopes: ["calls:read"], ...body }),
    );
    return [answer.status, Object.keys(answer.json<{ error: { details: { fields: object } } }>().error.details.fields)];
  };
  expect(await ask({ scopes: [] })).toEqual([422, ["scopes"]]);
  expect(await ask({ scopes: ["calls:read", "members:write"] })).toEqual([422, ["scopes.1"]]);
  expect(await ask({ allowed_networks: ["10.0.0.0/33"] })).toEqual([422, ["allowed_networks.0"]]);
  expect(await ask({ requests_per_minute: 0 })).toEqual([422, ["requests_per_minute"]]);
  expect(await ask({ secret_hash: "x" })).toEqual([422, ["body"]]);
});

test("the list goes on by its cursor, newest first", async () => {
  const org = await makeOrganization();
  const made: string[] = [];
  for (let n = 0; n < 3; n++) made.unshift((await makeKey(org, ["calls:read"])).id);
  const page = async (query: string) =>
    (await callRoute(list, { ...(await asAdmin(org, "GET")), path: `/?${query}` })).json<
      Awaited<ReturnType<typeof listApiKeys>>
    >();
  const first = await page("limit=2");
  const rest = await page(`limit=2&cursor=${first.next_cursor}`);
  expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(made);
  expect(rest.next_cursor).toBeNull();
});

import { describe, expect, test } from "vitest";
import { POST as revoke } from "@/app/api/v1/orgs/[org]/api_keys/[id]/revocation/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/api_keys/[id]/rotation/route";
import { PATCH as change } from "@/app/api/v1/orgs/[org]/api_keys/[id]/route";
import { POST as create } from "@/app/api/v1/orgs/[org]/api_keys/route";
import { GET as exportCalls } from "@/app/api/v1/orgs/[org]/calls/export/route";
import { GET as listCalls } from "@/app/api/v1/orgs/[org]/calls/route";
import { GET as openLive } from "@/app/api/v1/orgs/[org]/live/route";
import type { ApiKey, NewApiKey } from "@/lib/api-keys/schemas";
import { env } from "@/lib/env";
import { asAdmin, askWith, makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";
import { inRequestScope } from "../../support/request-scope";

describe("the end of a key", () => {
  test("by revocation holds for the very next request, also where it was just used", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org);
    for (let n = 0; n < 3; n++) expect((await askWith(token, listCalls, org)).status).toBe(200);
    const revoked = await callRoute(revoke, await asAdmin(org, "POST", id));
    const asked = performance.now();
    const next = await askWith(token, listCalls, org);
    expect([next.status, next.text]).toEqual([401, expect.stringContaining("revoked")]);
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(revoked.json<ApiKey>()).toMatchObject({ state: "revoked", revoked_at: expect.any(String) });
    const twice = await callRoute(revoke, await asAdmin(org, "POST", id));
    expect(twice.json<ApiKey>().revoked_at).toBe(revoked.json<ApiKey>().revoked_at);
  });

  test("comes with the moment it expires", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org, ["calls:read"], {
      expires_at: new Date(Date.now() + 60_000).toISOString(),
    });
    expect((await askWith(token, listCalls, org)).status).toBe(200);
    await database()`update api_keys set expires_at = clock_timestamp() where id = ${id}`;
    const after = await askWith(token, listCalls, org);
    expect([after.status, after.text]).toEqual([401, expect.stringContaining("expired")]);
    const past = await callRoute(
      create,
      await asAdmin(org, "POST", undefined, {
        name: "Past",
        scopes: ["calls:read"],
        expires_at: "2020-01-01T00:00:00Z",
      }),
    );
    expect(past.status).toBe(422);
  });

  test("after a rotation comes when the overlap is over, and the successor may do the same", async () => {
    const org = await makeOrganization();
    const old = await makeKey(org, ["calls:read"], { requests_per_minute: 30, allowed_networks: ["127.0.0.0/8"] });
    const answer = await callRoute(rotate, await asAdmin(org, "POST", old.id, { overlap_hours: 2 }));
    const next = answer.json<NewApiKey & { token: string }>();
    expect(next).toMatchObject({
      ...{ replaces_id: old.id, name: old.name, scopes: old.scopes, state: "active" },
      ...{ requests_per_minute: 30, allowed_networks: ["127.0.0.0/8"] },
    });
    const both = () => Promise.all([old, next].map(async ({ token }) => (await askWith(token, listCalls, org)).status));
    expect(await both()).toEqual([200, 200]);
    await database()`update api_keys set retires_at = clock_timestamp() where id = ${old.id}`;
    expect(await both()).toEqual([401, 200]);
    expect((await callRoute(rotate, await asAdmin(org, "POST", old.id, {}))).status).toBe(409);
    expect((await callRoute(change, await asAdmin(org, "PATCH", old.id, { name: "Again" }))).status).toBe(409);
    const at_once = await callRoute(rotate, await asAdmin(org, "POST", next.id, { overlap_hours: 0 }));
    expect(at_once.status).toBe(201);
    expect(await both()).toEqual([401, 401]);
  });

  test("by its date leaves room for a successor, with which alone its program comes in again; by revocation it does not", async () => {
    const org = await makeOrganization();
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const old = await makeKey(org, ["calls:read"], { expires_at });
    await database()`update api_keys set expires_at = clock_timestamp() where id = ${old.id}`;
    const answer = await callRoute(rotate, await asAdmin(org, "POST", old.id, { overlap_hours: 2, expires_at }));
    const next = answer.json<NewApiKey & { token: string }>();
    expect([answer.status, next.replaces_id, next.state]).toEqual([201, old.id, "active"]);
    const ask = async ({ token }: { token: string }) => (await askWith(token, listCalls, org)).status;
    expect([await ask(old), await ask(next)]).toEqual([401, 200]);
    await callRoute(revoke, await asAdmin(org, "POST", next.id));
    expect((await callRoute(rotate, await asAdmin(org, "POST", next.id, {}))).status).toBe(409);
  });

  test("closes its open stream within a moment, and ends its export", async () => {
    const org = await makeOrganization();
    const { token, id } = await makeKey(org, ["calls:read"]);
    const request = new Request(`${env().PUBLIC_BASE_URL}/api/v1/orgs/${org.slug}/live`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { result } = await inRequestScope(request, () =>
      openLive(request, { params: Promise.resolve({ org: org.slug }) }),
    );
    const reader = result.body?.getReader();
    const decoder = new TextDecoder();
    let heard = "";
    while (!heard.includes("event: ready")) heard += decoder.decode((await reader?.read())?.value);
    await callRoute(revoke, await asAdmin(org, "POST", id));
    const revokedAt = performance.now();
    for (let done = false; !done; ) done = (await reader?.read())?.done ?? true;
    expect(performance.now() - revokedAt).toBeLessThan(5_000);
    expect((await askWith(token, exportCalls, org)).status).toBe(401);
  });
});

import { describe, expect, test } from "vitest";
import { PUT as put, GET as read, DELETE as remove } from "@/app/api/v1/orgs/[org]/credentials/[provider]/route";
import { GET as list } from "@/app/api/v1/orgs/[org]/credentials/route";
import { readCredential } from "@/lib/credentials/read-credential";
import { withMember } from "@/lib/db/tenant";
import { logger } from "@/lib/log/logger";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const SECRET = "key_canary_5f2b9d31c04e8a67";

const at = (org: TestOrganization, cookie?: string, provider = "retell") => ({
  path: `/api/v1/orgs/${org.slug}/credentials/${provider}`,
  params: { org: org.slug, provider },
  cookie,
});

const save = (org: TestOrganization, cookie: string | undefined, secret = SECRET) =>
  callRoute(put, { ...at(org, cookie), method: "PUT", body: { secret } });

const readByServer = (org: TestOrganization) =>
  withMember(org.admin.userId, org.slug, (tx, { org: entered }) =>
    readCredential(
      {
        org: entered,
        tx,
        log: logger(),
        requestId: "test",
        actor: { type: "user", id: org.admin.userId, role: "org_admin" },
      },
      "retell",
    ),
  );

describe("a vendor's key", () => {
  test("is kept encrypted, shown as its last four characters, and opens for the server", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    expect((await save(org, undefined)).status).toBe(401);
    const saved = await save(org, cookie, ` ${SECRET}\n`);
    expect(saved.json()).toMatchObject({ provider: "retell", last_four: "8a67" });
    expect(saved.text).not.toContain(SECRET);
    expect(await readByServer(org)).toBe(SECRET);
    const rows = await database()`
      select c.*, (select json_agg(e) from public.events e where e.org_id = c.org_id) as events
      from public.org_credentials c where c.org_id = ${org.id}`;
    expect(JSON.stringify(rows)).not.toContain(SECRET);
    expect(JSON.stringify(rows)).toContain("credential.saved");
  });

  test("is replaced by a new one", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    await save(org, cookie);
    expect((await save(org, cookie, "key_another_0123456789")).json()).toMatchObject({ last_four: "6789" });
    expect(await readByServer(org)).toBe("key_another_0123456789");
  });

  test("copied into another organization's row it does not open", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    await save(org, await org.admin.cookie());
    await database()`
      insert into public.org_credentials (org_id, provider, secret_ciphertext, last_four)
      select ${other.id}, provider, secret_ciphertext, last_four from public.org_credentials where org_id = ${org.id}`;
    await expect(readByServer(other)).rejects.toMatchObject({ code: "not_configured" });
  });

  test("is forgotten when removed", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    await save(org, cookie);
    expect((await callRoute(remove, { ...at(org, cookie), method: "DELETE" })).status).toBe(204);
    expect((await callRoute(read, at(org, cookie))).status).toBe(404);
    expect((await callRoute(remove, { ...at(org, cookie), method: "DELETE" })).status).toBe(404);
    expect(await readByServer(org)).toBeUndefined();
  });

  test("a viewer sees that there is one and changes nothing", async () => {
    const org = await makeOrganization();
    await save(org, await org.admin.cookie());
    const cookie = await org.viewer.cookie();
    expect((await save(org, cookie)).status).toBe(403);
    expect((await callRoute(remove, { ...at(org, cookie), method: "DELETE" })).status).toBe(403);
    const seen = await callRoute(list, { path: "/", params: { org: org.slug }, cookie });
    expect(seen.json()).toMatchObject({ data: [{ provider: "retell", last_four: "8a67" }] });
  });

  test("another organization's is not found, an unknown vendor neither", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    await save(org, await org.admin.cookie());
    const cookie = await other.admin.cookie();
    expect((await callRoute(read, at(org, cookie))).status).toBe(404);
    expect((await callRoute(read, at(other, cookie))).status).toBe(404);
    expect((await callRoute(read, at(other, cookie, "acme"))).status).toBe(404);
  });

  test.each(["k3y_4711", "key with spaces in it", "x".repeat(401)])(
    "%j is refused by name and not repeated",
    async (secret) => {
      const org = await makeOrganization();
      const answer = await save(org, await org.admin.cookie(), secret);
      expect(answer.status).toBe(422);
      expect(answer.json()).toMatchObject({ error: { details: { fields: { secret: expect.any(String) } } } });
      expect(answer.text).not.toContain(secret);
    },
  );
});

import { describe, expect, test } from "vitest";
import { POST as retire } from "@/app/api/v1/orgs/[org]/credentials/[id]/retirement/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/credentials/[id]/rotation/route";
import { PATCH as change, GET as read, DELETE as remove } from "@/app/api/v1/orgs/[org]/credentials/[id]/route";
import { POST as verify } from "@/app/api/v1/orgs/[org]/credentials/[id]/verification/route";
import { GET as list } from "@/app/api/v1/orgs/[org]/credentials/route";
import type { Credential } from "@/lib/credentials/schemas";
import { unwrapDataKey, type WrappedDataKey } from "@/lib/crypto/data-key";
import { sealField } from "@/lib/crypto/sealed-field";
import { drainJobs } from "@/lib/jobs/drain";
import { rotateKeysJob } from "@/lib/keys/jobs/rotate-keys";
import { startRotation } from "@/lib/keys/start-rotation";
import { at, factsOf, keep, kept, listed, NEXT, opened, SECRET, used } from "../../support/credentials";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization } from "../../support/organization";

describe("a credential", () => {
  test("is kept encrypted, shown as fingerprint and last four, and opens for the server", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    expect((await keep(org, undefined)).status).toBe(401);
    const saved = await keep(org, cookie, { secret: ` ${SECRET}\n` });
    expect(saved.status).toBe(201);
    expect(saved.json()).toMatchObject({
      ...{ kind: "retell", label: "Clinic", state: "active", last_four: "8a67", is_default: true, last_used_at: null },
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(await used(org)).toBe(SECRET);
    const [one] = await listed(org, cookie);
    expect(one?.last_used_at).not.toBeNull();
  });

  test("never appears in an answer, an event, an idempotency record or a row", async () => {
    const { org, cookie, credential } = await kept();
    const answers = [
      await at(rotate, org, credential.id, cookie, { method: "POST", body: { secret: NEXT } }),
      await at(read, org, credential.id, cookie),
      await at(change, org, credential.id, cookie, { method: "PATCH", body: { label: "Renamed" } }),
      await at(verify, org, credential.id, cookie, { method: "POST" }),
      await at(retire, org, credential.id, cookie, { method: "POST" }),
      await callRoute(list, { path: "/", params: { org: org.slug }, cookie }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200]);
    const rows = await database()`
      select (select json_agg(c) from public.credentials c where c.org_id = o.id) as credentials,
        (select json_agg(e) from public.events e where e.org_id = o.id) as events,
        (select json_agg(i) from public.idempotency_keys i where i.org_id = o.id) as answers,
        (select json_agg(j) from pgboss.job j where j.data->>'org_id' = o.id::text) as jobs
      from public.organizations o where o.id = ${org.id}`;
    const everything = `${answers.map(({ text }) => text).join()} ${JSON.stringify(rows)}`;
    for (const secret of [SECRET, NEXT]) expect(everything).not.toContain(secret);
    expect(everything).toContain("credential.rotated");
  });

  test("has the same fingerprint nowhere but in its own organization", async () => {
    const [ours, theirs] = [await kept(), await kept()];
    expect(ours.credential.fingerprint).not.toBe(theirs.credential.fingerprint);
    const again = await keep(ours.org, ours.cookie, { label: "Twice" });
    expect(again.status).toBe(409);
    expect(again.text).not.toContain(SECRET);
  });

  test("copied into another row or organization does not open", async () => {
    const { org, credential, cookie } = await kept();
    const second = (await keep(org, cookie, { label: "Second", secret: NEXT })).json<Credential>();
    await database()`
      update public.credentials c set secret_ciphertext = o.secret_ciphertext
      from public.credentials o where c.id = ${second.id} and o.id = ${credential.id}`;
    await expect(opened(org, second.id)).rejects.toMatchObject({ code: "not_configured" });
    await database()`update public.credentials set has_former_address = true where id = ${second.id}`;
    await expect(opened(org, second.id)).rejects.toMatchObject({ code: "not_configured" });
    const other = await kept({ secret: NEXT });
    await database()`
      update public.credentials c set secret_ciphertext = o.secret_ciphertext
      from public.credentials o where c.id = ${other.credential.id} and o.id = ${credential.id}`;
    await expect(used(other.org)).rejects.toMatchObject({ code: "not_configured" });
    expect(await used(org)).toBe(SECRET);
  });

  test("is one of several of its kind, of which the chosen one is used", async () => {
    const { org, cookie } = await kept();
    const second = (await keep(org, cookie, { label: "Other workspace", secret: NEXT })).json<Credential>();
    expect(second.is_default).toBe(false);
    expect(await used(org)).toBe(SECRET);
    await at(change, org, second.id, cookie, { method: "PATCH", body: { is_default: true } });
    expect(await used(org)).toBe(NEXT);
    expect((await listed(org, cookie)).map(({ is_default }) => is_default)).toEqual([true, false]);
  });

  test("takes no end that has passed", async () => {
    const org = await makeOrganization();
    const past = await keep(org, await org.admin.cookie(), { expires_at: "2020-01-01T00:00:00Z" });
    expect(past.status).toBe(422);
    expect(past.json()).toMatchObject({ error: { details: { fields: { expires_at: expect.any(String) } } } });
  });

  test("is gone when it is deleted", async () => {
    const { org, cookie, credential } = await kept();
    expect((await at(remove, org, credential.id, cookie, { method: "DELETE" })).status).toBe(204);
    expect((await at(read, org, credential.id, cookie)).status).toBe(404);
    expect(await used(org)).toBeUndefined();
    expect(await factsOf(org)).toEqual(["credential.created", "credential.deleted"]);
  });
});

test("a key kept before there were several of a kind still opens, and the rotation of keys binds it to its row", async () => {
  const { org, cookie, credential } = await kept();
  const [row] = await database()<WrappedDataKey[]>`
    select org_id, version, kek_version, wrapped_key from public.data_keys where org_id = ${org.id}`;
  if (!row) throw new Error("there is no data key");
  const former = { orgId: org.id, table: "org_credentials", column: "secret_ciphertext", rowId: "retell" };
  const sealed = sealField(unwrapDataKey(row), former, SECRET);
  await database()`update public.credentials set secret_ciphertext = ${sealed}, has_former_address = true where id = ${credential.id}`;
  expect(await used(org)).toBe(SECRET);
  await startRotation(org.id, { new_data_key: false });
  await drainJobs([rotateKeysJob], Date.now() + 20_000);
  const [moved] =
    await database()`select secret_ciphertext, has_former_address from public.credentials where id = ${credential.id}`;
  expect(moved).toMatchObject({ has_former_address: false });
  expect(moved?.secret_ciphertext).not.toBe(sealed);
  expect(await used(org)).toBe(SECRET);
  expect(await listed(org, cookie)).toHaveLength(1);
});

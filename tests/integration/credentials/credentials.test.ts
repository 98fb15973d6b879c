import { describe, expect, test } from "vitest";
import { POST as retire } from "@/app/api/v1/orgs/[org]/credentials/[id]/retirement/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/credentials/[id]/rotation/route";
import { PATCH as change, GET as read, DELETE as remove } from "@/app/api/v1/orgs/[org]/credentials/[id]/route";
import { POST as verify } from "@/app/api/v1/orgs/[org]/credentials/[id]/verification/route";
import { POST as create, GET as list } from "@/app/api/v1/orgs/[org]/credentials/route";
import type { Context } from "@/lib/auth/context";
import { retireCredentialJob } from "@/lib/credentials/jobs/retire-credential";
import { readCredential } from "@/lib/credentials/read-credential";
import { credentialOrThrow, openSecret } from "@/lib/credentials/rows";
import type { Credential } from "@/lib/credentials/schemas";
import { unwrapDataKey, type WrappedDataKey } from "@/lib/crypto/data-key";
import { sealField } from "@/lib/crypto/sealed-field";
import { withMember } from "@/lib/db/tenant";
import { drainJobs } from "@/lib/jobs/drain";
import { rotateKeysJob } from "@/lib/keys/jobs/rotate-keys";
import { startRotation } from "@/lib/keys/start-rotation";
import { logger } from "@/lib/log/logger";
import { connectableAgent } from "../../support/connectable-agent";
import { database } from "../../support/database";
import { callRoute, type RouteAnswer } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const SECRET = "key_canary_5f2b9d31c04e8a67";
const NEXT = "key_canary_next_0a1b2c3d4e5f";

const keep = (org: TestOrganization, cookie: string | undefined, body: object = {}) =>
  callRoute(create, {
    path: `/api/v1/orgs/${org.slug}/credentials`,
    params: { org: org.slug },
    method: "POST",
    cookie,
    body: { kind: "retell", label: "Clinic", secret: SECRET, ...body },
  });

type Handler = Parameters<typeof callRoute>[0];
type Asked = { method?: "GET" | "POST" | "PATCH" | "DELETE"; body?: object };

const at = (
  handler: Handler,
  org: TestOrganization,
  id: string,
  cookie?: string,
  asked: Asked = {},
): Promise<RouteAnswer> =>
  callRoute(handler, {
    path: `/api/v1/orgs/${org.slug}/credentials/${id}`,
    params: { org: org.slug, id },
    cookie,
    ...asked,
  });

const listed = async (org: TestOrganization, cookie: string) =>
  (await callRoute(list, { path: "/", params: { org: org.slug }, cookie })).json<{ data: Credential[] }>().data;

const onServer = <T>(org: TestOrganization, work: (ctx: Context) => Promise<T>) =>
  withMember(org.admin.userId, org.slug, (tx, { org: entered }) =>
    work({
      ...{ org: entered, tx, log: logger(), requestId: "test" },
      actor: { type: "user", id: org.admin.userId, role: "org_admin" },
    }),
  );
const used = (org: TestOrganization) => onServer(org, (ctx) => readCredential(ctx, "retell"));
const opened = (org: TestOrganization, id: string) =>
  onServer(org, async (ctx) => openSecret(ctx, await credentialOrThrow(ctx, id)));

const factsOf = async (org: TestOrganization) => {
  const rows = await database()<{ name: string }[]>`
    select name from public.events where org_id = ${org.id} and name like 'credential.%' order by id`;
  return rows.map(({ name }) => name);
};

async function kept(body: object = {}) {
  const org = await makeOrganization();
  const cookie = await org.admin.cookie();
  return { org, cookie, credential: (await keep(org, cookie, body)).json<Credential>() };
}

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

  test("is not used any more once it has expired", async () => {
    const { org, credential } = await kept({ expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await used(org)).toBe(SECRET);
    await database()`update public.credentials set expires_at = now() - interval '1 minute' where id = ${credential.id}`;
    expect(await used(org)).toBeUndefined();
    const past = await keep(org, await org.admin.cookie(), { secret: NEXT, expires_at: "2020-01-01T00:00:00Z" });
    expect(past.status).toBe(422);
  });

  test("is gone when it is deleted", async () => {
    const { org, cookie, credential } = await kept();
    expect((await at(remove, org, credential.id, cookie, { method: "DELETE" })).status).toBe(204);
    expect((await at(read, org, credential.id, cookie)).status).toBe(404);
    expect(await used(org)).toBeUndefined();
    expect(await factsOf(org)).toEqual(["credential.created", "credential.deleted"]);
  });
});

describe("rotating a credential", () => {
  test("uses the new secret at once and keeps the old one valid until it is retired", async () => {
    const { org, cookie, credential } = await kept();
    const answer = await at(rotate, org, credential.id, cookie, { method: "POST", body: { secret: NEXT } });
    const successor = answer.json<Credential>();
    expect(successor).toMatchObject({ is_default: true, replaces_id: credential.id, state: "active" });
    expect(await used(org)).toBe(NEXT);
    expect(await opened(org, credential.id)).toBe(SECRET);
    expect((await at(read, org, credential.id, cookie)).json()).toMatchObject({ state: "retiring", is_default: false });

    expect((await at(retire, org, credential.id, cookie, { method: "POST" })).json()).toMatchObject({
      state: "retired",
    });
    await expect(opened(org, credential.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await used(org)).toBe(NEXT);
    expect(await factsOf(org)).toEqual(["credential.created", "credential.rotated", "credential.retired"]);
  });

  test("retires the old one by itself when the overlap is over, and not sooner", async () => {
    const { org, cookie, credential } = await kept();
    await at(rotate, org, credential.id, cookie, { method: "POST", body: { secret: NEXT, overlap_hours: 1 } });
    const run = () => drainJobs([retireCredentialJob], Date.now() + 5_000);
    const due = () => database()`update pgboss.job set start_after = now()
      where name = 'retire-credential' and data->>'credential_id' = ${credential.id} and state < 'active'`;
    await due();
    await run();
    expect(await opened(org, credential.id)).toBe(SECRET);
    await at(read, org, credential.id, cookie);
    await onServer(org, ({ tx }) =>
      tx.updateTable("credentials").set({ retires_at: new Date() }).where("id", "=", credential.id).execute(),
    );
    await retireCredentialJob.execute(
      { org_id: org.id, credential_id: credential.id },
      { jobId: "test", attempt: 1, deadline: Date.now() + 5_000, log: logger() },
    );
    const [row] =
      await database()`select secret_ciphertext, retired_at from public.credentials where id = ${credential.id}`;
    expect(row).toMatchObject({ secret_ciphertext: null, retired_at: expect.any(Date) });
  });

  test("has one successor, however often it is asked for", async () => {
    const { org, cookie, credential } = await kept();
    const ask = (secret: string) => at(rotate, org, credential.id, cookie, { method: "POST", body: { secret } });
    const answers = await Promise.all([ask(NEXT), ask("key_canary_third_99887766")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe("verifying a credential", () => {
  test("says that it works when its vendor accepts it, and that it does not when the vendor refuses", async () => {
    const { org, cookie, key } = await connectableAgent("retell", { withVendorId: true });
    const [mine] = await listed(org, cookie);
    if (!mine) throw new Error("the agent's key was not kept");
    expect(await used(org)).toBe(key);
    expect((await at(verify, org, mine.id, cookie, { method: "POST" })).json()).toMatchObject({
      ...{ verification: "valid", verification_problem: null, verified_at: expect.any(String) },
    });
    const wrong = (await keep(org, cookie)).json<Credential>();
    expect((await at(verify, org, wrong.id, cookie, { method: "POST" })).json()).toMatchObject({
      ...{ verification: "refused", verification_problem: expect.stringContaining("does not accept this key") },
    });
    expect(await factsOf(org)).toContain("credential.verified");
  });

  test("says honestly where it cannot be done yet", async () => {
    const { org, cookie, credential } = await kept({ kind: "slack", secret: "xoxb-0123456789-abcdefgh" });
    expect(credential.verifiable).toBe(false);
    const answer = await at(verify, org, credential.id, cookie, { method: "POST" });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("Slack credentials cannot be verified yet.");
  });
});

describe("who may", () => {
  test("a viewer sees that there is one and changes nothing", async () => {
    const { org, credential } = await kept();
    const cookie = await org.viewer.cookie();
    expect((await keep(org, cookie, { secret: NEXT })).status).toBe(403);
    for (const [handler, asked] of [
      [change, { method: "PATCH", body: { label: "Mine" } }],
      [rotate, { method: "POST", body: { secret: NEXT } }],
      [retire, { method: "POST" }],
      [verify, { method: "POST" }],
      [remove, { method: "DELETE" }],
    ] as [Handler, Asked][])
      expect((await at(handler, org, credential.id, cookie, asked)).status).toBe(403);
    expect(await listed(org, cookie)).toMatchObject([{ kind: "retell", last_four: "8a67" }]);
  });

  test("another organization's is not found", async () => {
    const [ours, theirs] = [await kept(), await kept()];
    for (const [handler, asked] of [
      [read, {}],
      [change, { method: "PATCH", body: { label: "Mine" } }],
      [rotate, { method: "POST", body: { secret: NEXT } }],
      [retire, { method: "POST" }],
      [verify, { method: "POST" }],
      [remove, { method: "DELETE" }],
    ] as [Handler, Asked][])
      expect((await at(handler, ours.org, theirs.credential.id, ours.cookie, asked)).status).toBe(404);
    expect(await used(theirs.org)).toBe(SECRET);
  });

  test.each([
    { secret: "k3y_4711" },
    { secret: "key with spaces in it" },
    { secret: "x".repeat(401) },
    { kind: "twilio", secret: "not-a-pair-of-sid-and-token" },
  ])("%j is refused by name and not repeated", async (body) => {
    const org = await makeOrganization();
    const answer = await keep(org, await org.admin.cookie(), body);
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({ error: { details: { fields: { secret: expect.any(String) } } } });
    expect(answer.text).not.toContain(body.secret);
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

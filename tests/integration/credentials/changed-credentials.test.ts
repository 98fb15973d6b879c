import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { POST as retire } from "@/app/api/v1/orgs/[org]/credentials/[id]/retirement/route";
import { POST as rotate } from "@/app/api/v1/orgs/[org]/credentials/[id]/rotation/route";
import { PATCH as change, GET as read } from "@/app/api/v1/orgs/[org]/credentials/[id]/route";
import { CredentialEnded, noneIfEnded } from "@/lib/credentials/credential-ended";
import { retireCredentialJob } from "@/lib/credentials/jobs/retire-credential";
import { refuseEndedSecret } from "@/lib/credentials/refuse-ended-secret";
import { credentialOrThrow, openSecret } from "@/lib/credentials/rows";
import type { Credential } from "@/lib/credentials/schemas";
import {
  NO_WEBHOOK_SECRET,
  webhookSecretColumns,
  webhookSecretOf,
  webhookSecretOnTheRoad,
} from "@/lib/credentials/webhook-secret";
import { logger } from "@/lib/log/logger";
import { at, factsOf, keep, kept, listed, NEXT, onServer, SECRET, used } from "../../support/credentials";
import { database } from "../../support/database";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const changed = (org: TestOrganization, id: string, cookie: string, body: object) =>
  at(change, org, id, cookie, { method: "PATCH", body });
const rotated = (org: TestOrganization, id: string, cookie: string, body: object) =>
  at(rotate, org, id, cookie, { method: "POST", body });

describe("keeping a credential", () => {
  test("says who kept it, by name or else by address, and when it ends", async () => {
    const org = await makeOrganization();
    const cookie = await org.admin.cookie();
    const expires_at = later(30);
    const made = (await keep(org, cookie, { expires_at })).json<Credential>();
    const [profile] = await database()`select full_name from public.profiles where user_id = ${org.admin.userId}`;
    expect(made).toMatchObject({ created_by: profile?.full_name, expires_at });
    await database()`update public.profiles set full_name = '' where user_id = ${org.admin.userId}`;
    expect(await listed(org, cookie)).toMatchObject([{ created_by: org.admin.email, expires_at }]);
    expect((await at(read, org, made.id, cookie)).json()).toMatchObject({ created_by: org.admin.email });
  });

  test("the same one twice is refused beside its field; another fault is not taken for that", async () => {
    const { org, cookie } = await kept();
    const message = "This very key is kept already.";
    const again = await keep(org, cookie, { label: "Twice" });
    expect([again.status, again.json()]).toMatchObject([
      409,
      { error: { message, details: { fields: { secret: message } } } },
    ]);
    expect(await listed(org, cookie)).toHaveLength(1);
  });
});

describe("changing a credential", () => {
  test("changes what is named and nothing else, and is one fact; a change of nothing is none", async () => {
    const { org, cookie, credential } = await kept();
    const expires_at = later(9);
    expect((await changed(org, credential.id, cookie, { label: "Renamed" })).json()).toEqual({
      ...credential,
      label: "Renamed",
    });
    expect((await changed(org, credential.id, cookie, { expires_at })).json()).toMatchObject({
      label: "Renamed",
      expires_at,
    });
    expect((await changed(org, credential.id, cookie, { expires_at: null })).json()).toMatchObject({
      expires_at: null,
    });
    expect((await changed(org, credential.id, cookie, {})).status).toBe(200);
    expect(await factsOf(org)).toEqual([
      "credential.created",
      ...Array.from({ length: 3 }, () => "credential.updated"),
    ]);
  });

  test("to an end that has passed, or to none there is, is refused", async () => {
    const { org, cookie, credential } = await kept();
    for (const expires_at of [later(-1), new Date().toISOString(), "tomorrow"])
      expect((await changed(org, credential.id, cookie, { expires_at })).status, expires_at).toBe(422);
    expect(await listed(org, cookie)).toMatchObject([{ expires_at: null }]);
  });

  test("that is retired, or to the one that is used while it is not active, is refused", async () => {
    const { org, cookie, credential } = await kept();
    await rotated(org, credential.id, cookie, { secret: NEXT });
    const retiring = await changed(org, credential.id, cookie, { is_default: true });
    expect([retiring.status, retiring.text]).toEqual([409, expect.stringContaining("Only an active credential")]);
    expect((await changed(org, credential.id, cookie, { label: "Old one" })).status).toBe(200);
    await at(retire, org, credential.id, cookie, { method: "POST" });
    const retired = await changed(org, credential.id, cookie, { label: "Older" });
    expect([retired.status, retired.text]).toEqual([409, expect.stringContaining("is retired")]);
    expect(await used(org)).toBe(NEXT);
    expect((await at(retire, org, credential.id, cookie, { method: "POST" })).status).toBe(200);
    expect((await factsOf(org)).filter((name) => name === "credential.retired")).toHaveLength(1);
  });
});

describe("rotating a credential", () => {
  test("without an overlap ends the old one at once, and leaves nothing to be done later", async () => {
    const { org, cookie, credential } = await kept();
    const successor = (
      await rotated(org, credential.id, cookie, { secret: NEXT, overlap_hours: 0 })
    ).json<Credential>();
    expect((await at(read, org, credential.id, cookie)).json()).toMatchObject({ state: "retired", is_default: false });
    expect(await used(org)).toBe(NEXT);
    expect(successor).toMatchObject({ kind: "retell", label: "Clinic", is_default: true });
    expect(await jobsOf(credential.id)).toEqual([]);
  });

  test("leaves the job that ends the old one for when the overlap is over, not before", async () => {
    const { org, cookie, credential } = await kept();
    const asked = Date.now();
    await rotated(org, credential.id, cookie, { secret: NEXT, overlap_hours: 5 });
    const [job] = await jobsOf(credential.id);
    const { retires_at } = (await at(read, org, credential.id, cookie)).json<Credential>();
    const due = job?.start_after.getTime() ?? 0;
    expect(due).toBeGreaterThanOrEqual(Date.parse(retires_at ?? ""));
    expect(due - asked).toBeLessThan(5 * 3_600_000 + 120_000);
  });

  test("twice is refused with what stands in the way: its successor, or that it is retired", async () => {
    const { org, cookie, credential } = await kept();
    await rotated(org, credential.id, cookie, { secret: NEXT });
    const third = { secret: "key_canary_third_99887766" };
    const again = await rotated(org, credential.id, cookie, third);
    expect([again.status, again.text]).toEqual([409, expect.stringContaining("has a successor already")]);
    await at(retire, org, credential.id, cookie, { method: "POST" });
    const retired = await rotated(org, credential.id, cookie, third);
    expect([retired.status, retired.text]).toEqual([409, expect.stringContaining("is retired")]);
    expect(await listed(org, cookie)).toHaveLength(2);
  });

  test("takes no secret that its vendor's never looks like", async () => {
    const { org, cookie, credential } = await kept({ kind: "twilio", secret: `AC${"0".repeat(32)}:first-token` });
    const answer = await rotated(org, credential.id, cookie, { secret: "no-account-and-no-colon" });
    expect([answer.status, answer.json()]).toMatchObject([
      422,
      { error: { details: { fields: { secret: "Write the account SID, a colon and the auth token." } } } },
    ]);
    expect(await listed(org, cookie)).toMatchObject([{ state: "active", is_default: true }]);
  });

  test("of one that is not the one that is used does not make its successor that", async () => {
    const { org, cookie } = await kept();
    const other = (await keep(org, cookie, { label: "Other", secret: NEXT })).json<Credential>();
    const successor = await rotated(org, other.id, cookie, { secret: "key_canary_third_99887766" });
    expect(successor.json()).toMatchObject({ is_default: false, label: "Other", replaces_id: other.id });
    expect(await used(org)).toBe(SECRET);
  });
});

describe("the job that ends a rotated credential", () => {
  const run = { jobId: "test", attempt: 1, deadline: Date.now() + 60_000, log: logger() };

  test("has nothing to do when it was deleted meanwhile, or when its overlap is not over", async () => {
    const { org, cookie, credential } = await kept();
    await retireCredentialJob.execute({ org_id: org.id, credential_id: randomUUID() }, run);
    await rotated(org, credential.id, cookie, { secret: NEXT });
    await retireCredentialJob.execute({ org_id: org.id, credential_id: credential.id }, run);
    expect((await at(read, org, credential.id, cookie)).json()).toMatchObject({ state: "retiring" });
  });
});

test("use is noted to five minutes, not with every use", async () => {
  const { org, cookie, credential } = await kept();
  const noted = async () => (await listed(org, cookie))[0]?.last_used_at ?? "";
  const setTo = (at: Date) =>
    database()`update public.credentials set last_used_at = ${at} where id = ${credential.id}`;
  await setTo(new Date(Date.now() - 4 * 60_000));
  const before = await noted();
  await used(org);
  expect(await noted()).toBe(before);
  await setTo(new Date(Date.now() - 6 * 60_000));
  await used(org);
  expect(Date.now() - Date.parse(await noted())).toBeLessThan(5 * 60_000);
});

test("a row of another organization is not opened, whoever handed it over, and neither is one without a secret", async () => {
  const [ours, theirs] = [await kept(), await kept()];
  const row = await onServer(theirs.org, (ctx) => credentialOrThrow(ctx, theirs.credential.id));
  const unreadable = { code: "not_configured" };
  await expect(onServer(ours.org, (ctx) => openSecret(ctx, row))).rejects.toMatchObject(unreadable);
  expect(await onServer(theirs.org, (ctx) => openSecret(ctx, row))).toBe(SECRET);
  await expect(
    onServer(theirs.org, (ctx) => openSecret(ctx, { ...row, secret_ciphertext: null })),
  ).rejects.toMatchObject(unreadable);
});

test("a secret is refused where a credential of it has ended, and by the one that lives where it was kept again", async () => {
  const { org, cookie, credential } = await kept();
  const refusal = () =>
    onServer(org, (ctx) => refuseEndedSecret(ctx, "retell", SECRET)).then(() => "taken", noneIfEnded);
  expect(await refusal()).toBe("taken");
  await at(retire, org, credential.id, cookie, { method: "POST" });
  expect(await refusal()).toBeUndefined();
  await keep(org, cookie);
  expect(await refusal()).toBe("taken");
  await onServer(org, (ctx) => refuseEndedSecret(ctx, "retell", "never kept by anybody"));
});

test("what has ended is done without; another fault is not taken for that", () => {
  const ended = new CredentialEnded("It has ended.");
  expect(ended).toMatchObject({ code: "conflict", details: { reason: "credential_ended" } });
  expect(noneIfEnded(ended)).toBeUndefined();
  expect(() => noneIfEnded(new Error("broken"))).toThrow("broken");
});

describe("the secret of an agent's webhook", () => {
  const columnsOf = (org: TestOrganization, scheme: string, id: string = randomUUID()) =>
    onServer(org, async (ctx) => ({ id, org_id: org.id, ...(await webhookSecretColumns(ctx, id, scheme, SECRET)) }));

  test("is sealed at its agent, shown by its last four, and found by a lookup only where vendors send it as it is", async () => {
    const org = await makeOrganization();
    for (const scheme of ["bearer", "shared_secret"]) {
      const { secret_lookup, secret_last_four, secret_ciphertext } = await columnsOf(org, scheme);
      expect([secret_last_four, secret_ciphertext.includes(SECRET)]).toEqual(["8a67", false]);
      expect(secret_lookup).toEqual(expect.stringMatching(/^[\w-]{20,}$/));
    }
    for (const scheme of ["retell_signature", "hmac"]) expect((await columnsOf(org, scheme)).secret_lookup).toBeNull();
  });

  test("opens for its agent on both roads, and at no other address", async () => {
    const org = await makeOrganization();
    const agent = await columnsOf(org, "hmac");
    expect(await onServer(org, (ctx) => webhookSecretOf(ctx, agent))).toBe(SECRET);
    expect([await webhookSecretOnTheRoad(agent), await webhookSecretOnTheRoad(agent)]).toEqual([SECRET, SECRET]);
    const moved = { ...agent, id: randomUUID() };
    await expect(webhookSecretOnTheRoad(moved)).rejects.toMatchObject({ code: "not_configured" });
    await expect(onServer(org, (ctx) => webhookSecretOf(ctx, moved))).rejects.toMatchObject({ code: "not_configured" });
  });

  test("that is forgotten leaves nothing, and is none", async () => {
    const org = await makeOrganization();
    const agent = { id: randomUUID(), org_id: org.id, ...NO_WEBHOOK_SECRET };
    expect(agent).toMatchObject({ secret_ciphertext: null, secret_last_four: null, secret_lookup: null });
    expect(await onServer(org, (ctx) => webhookSecretOf(ctx, agent))).toBeUndefined();
    expect(await webhookSecretOnTheRoad(agent)).toBeUndefined();
  });
});

const jobsOf = (credentialId: string) => database()<{ start_after: Date }[]>`
  select start_after from pgboss.job where name = 'retire-credential' and data->>'credential_id' = ${credentialId}`;

import { expect, test } from "vitest";
import { GET, PATCH } from "@/app/api/v1/orgs/[org]/protection/route";
import { drainJobs } from "@/lib/jobs/drain";
import { rotateKeysJob } from "@/lib/keys/jobs/rotate-keys";
import { startRotation } from "@/lib/keys/start-rotation";
import { logger } from "@/lib/log/logger";
import { enqueueMoves } from "@/lib/phi/enqueue-moves";
import { protectPhiJob } from "@/lib/phi/jobs/protect-phi";
import type { Protection } from "@/lib/phi/protection";
import { makeCall } from "../../support/call";
import { database } from "../../support/database";
import { forgetOwnCache } from "../../support/forget-own-cache";
import { callRoute } from "../../support/http";
import { callAsRead } from "../../support/opened-call";
import { makeOrganization, type TestOrganization } from "../../support/organization";

const drain = () => drainJobs([protectPhiJob], Date.now() + 60_000);

const read = (org: TestOrganization, cookie?: string) =>
  callRoute(GET, { path: `/api/v1/orgs/${org.slug}/protection`, params: { org: org.slug }, cookie });
const set = (org: TestOrganization, body: object, cookie?: string) =>
  callRoute(PATCH, {
    method: "PATCH",
    path: `/api/v1/orgs/${org.slug}/protection`,
    params: { org: org.slug },
    cookie,
    body,
  });

/** How many rows of an organization hold something plain, and how many something sealed. */
async function forms(orgId: string) {
  const [row] = await database()<{ plain: number; sealed: number }[]>`
    select
      (select count(*)::int from public.calls where org_id = ${orgId} and (from_number is not null or summary is not null or metadata is not null or recording_url is not null))
      + (select count(*)::int from public.transcripts where org_id = ${orgId} and (turns <> '[]' or fragments <> '{}'))
      + (select count(*)::int from public.inbound_events where org_id = ${orgId} and body is not null) as plain,
      (select count(*)::int from public.calls where org_id = ${orgId} and party_ciphertext is not null)
      + (select count(*)::int from public.transcripts where org_id = ${orgId} and (turns_ciphertext is not null or fragments_ciphertext <> '{}'))
      + (select count(*)::int from public.inbound_events where org_id = ${orgId} and body_ciphertext is not null) as sealed`;
  return row;
}

/** The setting has gone around to every process. */
const settingWentAround = (orgId: string) =>
  database()`update public.organizations set phi_changed_at = now() - interval '1 minute' where id = ${orgId}`;

const kept = async (org: TestOrganization, id: string) => {
  const { updated_at: _, ...call } = await callAsRead(org.id, id);
  return call;
};

test("turned off and on again, everything that is kept follows and reads the same", async () => {
  const org = await makeOrganization();
  const cookie = await org.admin.cookie();
  const [retell, vapi] = [await makeCall({ org }), await makeCall({ org, provider: "vapi" })];
  const before = [await kept(org, retell.id), await kept(org, vapi.id)];
  const sealed = await forms(org.id);
  expect(sealed).toMatchObject({ plain: 0 });

  const off = (await set(org, { phi_protection: false }, cookie)).json<Protection>();
  expect(off).toMatchObject({ phi_protection: false, is_settled: false, run: { state: "queued" } });
  await settingWentAround(org.id);
  await drain();
  expect(await forms(org.id)).toEqual({ plain: sealed?.sealed, sealed: 0 });
  expect([await kept(org, retell.id), await kept(org, vapi.id)]).toEqual(before);
  const done = (await read(org, cookie)).json<Protection>();
  expect(done).toMatchObject({ is_settled: true, run: { state: "completed", failed: 0, done: done.run?.total } });

  await set(org, { phi_protection: true }, cookie);
  await settingWentAround(org.id);
  await drain();
  expect(await forms(org.id)).toEqual(sealed);
  expect([await kept(org, retell.id), await kept(org, vapi.id)]).toEqual(before);
});

test("is on for a new organization, and viewers see nothing until they are allowed to", async () => {
  const [row] = await database()<{ phi_protection: boolean; viewers_see_phi: boolean }[]>`
    insert into public.organizations (slug, name, industry, time_zone)
    values (${`new-${Date.now()}`}, 'New', 'clinic', 'America/New_York') returning phi_protection, viewers_see_phi`;
  expect(row).toEqual({ phi_protection: true, viewers_see_phi: false });
});

test("what was kept before there was protection is found and sealed by the schedule", async () => {
  const org = await makeOrganization({ phi_protection: false });
  const call = await makeCall({ org });
  const before = await kept(org, call.id);
  expect((await forms(org.id))?.sealed).toBe(0);
  forgetOwnCache();
  await database()`update public.organizations set phi_protection = true, phi_kept_as = false where id = ${org.id}`;
  await settingWentAround(org.id);
  expect(await enqueueMoves()).toBeGreaterThanOrEqual(1);
  await drain();
  expect((await forms(org.id))?.plain).toBe(0);
  expect(await kept(org, call.id)).toEqual(before);
});

test("a change that has not gone around yet is followed by another pass", async () => {
  const org = await makeOrganization();
  await makeCall({ org });
  await set(org, { phi_protection: false }, await org.admin.cookie());
  await drain();
  expect((await read(org, await org.admin.cookie())).json<Protection>()).toMatchObject({
    is_settled: false,
    run: { state: "completed" },
  });
});

test("a rotation of keys moves what is sealed, and it reads the same", async () => {
  const org = await makeOrganization();
  const call = await makeCall({ org, provider: "vapi", deliveries: 4 });
  const before = await kept(org, call.id);
  const run_id = await startRotation(org.id, { new_data_key: true });
  // Not by a drain: that would take the jobs that another file's test is killing.
  const run = { jobId: "test", attempt: 1, deadline: Date.now() + 60_000, log: logger() };
  await rotateKeysJob.execute({ org_id: org.id, run_id }, run);
  expect(await kept(org, call.id)).toEqual(before);
  const [old] = await database()<{ count: number }[]>`
    select count(*)::int as count from public.inbound_events where org_id = ${org.id} and body_ciphertext !~ '^v[23][.]2[.]'`;
  expect(old?.count).toBe(0);
});

test("a viewer may not, a stranger finds nothing, nobody is 401, and an empty change is refused", async () => {
  const [org, stranger] = [await makeOrganization(), await makeOrganization()];
  const change = { phi_protection: false };
  expect((await set(org, change, await org.viewer.cookie())).status).toBe(403);
  expect((await set(org, change, await stranger.admin.cookie())).status).toBe(404);
  expect((await set(org, change)).status).toBe(401);
  expect((await set(org, {}, await org.admin.cookie())).status).toBe(422);
  expect((await read(org, await org.viewer.cookie())).json()).toMatchObject({ phi_protection: true });
});

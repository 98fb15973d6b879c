import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { POST as resume } from "@/app/api/ops/keys/rotations/[id]/resumption/route";
import { POST as start } from "@/app/api/ops/keys/rotations/route";
import { GET as read } from "@/app/api/ops/keys/route";
import { drainJobs } from "@/lib/jobs/drain";
import { rotateKeysJob } from "@/lib/keys/jobs/rotate-keys";
import { spreadRotationJob } from "@/lib/keys/jobs/spread-rotation";
import type { KeysState } from "@/lib/keys/schemas";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOperator, makeOrganization } from "../../support/organization";

const drain = () => drainJobs([spreadRotationJob, rotateKeysJob], Date.now() + 60_000);
const operator = await makeOperator();
const cookie = await operator.cookie();

const begin = (body: object, as = cookie) =>
  callRoute(start, { method: "POST", path: "/api/ops/keys/rotations", body, cookie: as });
const push = (id: string) =>
  callRoute(resume, { method: "POST", path: `/api/ops/keys/rotations/${id}/resumption`, params: { id }, cookie });
const state = async () => (await callRoute(read, { path: "/api/ops/keys", cookie })).json<KeysState>();
const done = async (id: string) => {
  await expect
    .poll(
      async () => {
        await drain();
        const { rotation, earlier } = await state();
        return [rotation, ...earlier].find((each) => each?.id === id)?.state;
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe("completed");
};

const versionsOf = async (orgId: string) =>
  database()<{ version: number; kek_version: number }[]>`
    select version, kek_version from public.data_keys where org_id = ${orgId} order by version`;

// One after the other: the platform has one rotation at a time.
describe("a rotation by an operator", () => {
  test("is nobody else's to see or start, and asks for a code of the last ten minutes", async () => {
    const org = await makeOrganization();
    const theirs = await org.admin.cookie();
    expect((await callRoute(read, { path: "/api/ops/keys", cookie: theirs })).status).toBe(404);
    expect((await begin({}, theirs)).status).toBe(404);
    const age = (interval: string) =>
      database()`update private.sessions set proved_at = now() - ${interval}::interval where user_id = ${operator.userId}`;
    await age("11 minutes");
    const refused = await begin({});
    expect(refused.json()).toMatchObject({ error: { details: { reason: "proof_needed", by: "code" } } });
    expect(await database()`select 1 from private.key_rotations where started_by = ${operator.userId}`).toEqual([]);
    await age("0 minutes");
  });

  test("of one organization makes its new data key, once, and its own audit log says who", async () => {
    const [org, other] = [await makeOrganization(), await makeOrganization()];
    for (const { id } of [org, other]) await makeAgent(id, "retell");
    expect((await begin({ organization: "no-such-organization" })).status).toBe(422);
    const answer = await begin({ new_data_keys: true, organization: org.slug });
    expect(answer.status).toBe(201);
    await done(answer.json<{ id: string }>().id);
    expect((await versionsOf(org.id)).map(({ version }) => version)).toEqual([1, 2]);
    expect((await versionsOf(other.id)).map(({ version }) => version)).toEqual([1]);
    const entries = await database()`
      select action, actor_type, actor_id from public.audit_log
      where org_id = ${org.id} and action like 'organization.key%' order by seq`;
    expect(entries.map((entry) => ({ ...entry }))).toEqual([
      { action: "organization.key_rotation_started", actor_type: "operator", actor_id: operator.userId },
      { action: "organization.keys_rotated", actor_type: "job", actor_id: "rotate-keys" },
    ]);
    expect((await state()).rotation).toMatchObject({
      organization: org.slug,
      fields: { total: 1, done: 1, failed: 0 },
    });
  });

  // A run that a command began and left: no job of it waits, so nobody else's drain can end it first.
  const leftRun = async (orgId: string, state: "queued" | "running", new_data_key: boolean) => {
    const [run] = await database()<{ id: string }[]>`
      insert into public.job_runs (org_id, name, state, input)
      values (${orgId}, 'rotate-keys', ${state}, ${database().json({ new_data_key })}) returning id`;
    return run?.id;
  };
  const partsOf = async (rotationId: string) =>
    (await database()<{ id: string }[]>`select id from public.job_runs where rotation_id = ${rotationId}`).map(
      ({ id }) => id,
    );
  const startedBy = async (orgId: string) =>
    (
      await database()<{ actor_id: string; new_data_key: boolean }[]>`
        select actor_id, (data ->> 'new_data_key')::boolean as new_data_key from public.events
        where org_id = ${orgId} and name = 'organization.key_rotation_started'`
    ).map((event) => ({ ...event }));

  test.each([
    ["a run that makes no data key", "running", false],
    ["a run that makes none and has not begun", "queued", false],
    ["a run that made its data key before", "running", true],
  ] as const)("with new data keys is not content with %s", async (_, state, new_data_key) => {
    const org = await makeOrganization();
    await makeAgent(org.id, "retell");
    const left = await leftRun(org.id, state, new_data_key);
    const { id } = (await begin({ new_data_keys: true, organization: org.slug })).json<{ id: string }>();
    await done(id);
    expect((await versionsOf(org.id)).map(({ version }) => version)).toEqual([1, 2]);
    expect(await partsOf(id)).not.toContain(left);
    expect(await startedBy(org.id)).toEqual([{ actor_id: operator.userId, new_data_key: true }]);
  });

  test.each([
    ["with new data keys", true, "queued", true],
    ["without", false, "running", true],
    ["without", false, "queued", false],
  ] as const)("%s takes over a run that does as much, and the log says who", async (_, wanted, state, does) => {
    const org = await makeOrganization();
    await makeAgent(org.id, "retell");
    const left = await leftRun(org.id, state, does);
    const { id } = (await begin({ new_data_keys: wanted, organization: org.slug })).json<{ id: string }>();
    await done(id);
    expect(await partsOf(id)).toEqual([left]);
    expect((await versionsOf(org.id)).map(({ version }) => version)).toEqual(wanted ? [1, 2] : [1]);
    expect(await startedBy(org.id)).toEqual([{ actor_id: operator.userId, new_data_key: does }]);
  });

  test("that has stopped says so and goes on when it is resumed, without a second new data key", async () => {
    const org = await makeOrganization();
    await makeAgent(org.id, "retell");
    const { id } = (await begin({ new_data_keys: true, organization: org.slug })).json<{ id: string }>();
    await done(id);
    // As if its last attempt had failed in the middle: unfinished, and nothing tries any more.
    await database()`update public.job_runs set state = 'running', finished_at = null where rotation_id = ${id}`;
    await expect.poll(async () => (await state()).rotation?.state, { timeout: 60_000 }).toBe("stopped");
    expect((await state()).next).toMatchObject({ kind: "resume", removable: [] });
    expect((await begin({})).status).toBe(409);
    expect((await push(randomUUID())).status).toBe(404);
    expect((await push(id)).status).toBe(200);
    expect((await push(id)).status).toBe(200);
    await done(id);
    expect((await versionsOf(org.id)).map(({ version }) => version)).toEqual([1, 2]);
    expect((await push(id)).status).toBe(409);
  }, 120_000);
});

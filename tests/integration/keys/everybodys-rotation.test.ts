import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { unwrapDataKey, type WrappedDataKey } from "@/lib/crypto/data-key";
import { encryptedColumns } from "@/lib/crypto/encrypted-columns";
import { keyEncryptionKey } from "@/lib/crypto/key-ring";
import { countFields, isUnder, moveFields } from "@/lib/crypto/move-fields";
import { bindingOf, seal } from "@/lib/crypto/seal";
import { withOperatorRole, withTenant } from "@/lib/db/tenant";
import { drainJobs } from "@/lib/jobs/drain";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
import { rotateKeysJob } from "@/lib/keys/jobs/rotate-keys";
import { spreadRotationJob } from "@/lib/keys/jobs/spread-rotation";
import { readKeysState } from "@/lib/keys/read-keys-state";
import { startKeyRotation } from "@/lib/keys/start-key-rotation";
import { logger } from "@/lib/log/logger";
import { listStaffActs } from "@/lib/ops/list-staff-acts";
import { dataKeyFor } from "../../../scripts/database/data-key-for";
import { makeAgent } from "../../support/agent";
import { makeScratchDatabase, type ScratchDatabase } from "../../support/scratch-database";

// All organizations of a database are rotated: one that no other test has organizations in.
const own = vi.hoisted(() => ({ url: "" }));
vi.mock("@/lib/env", async (original) => {
  const real = await original<typeof import("@/lib/env")>();
  return { ...real, env: () => ({ ...real.env(), ...(own.url ? { DATABASE_URL: own.url } : {}) }) };
});

let scratch: ScratchDatabase;
const operatorId = randomUUID();

beforeAll(async () => {
  scratch = await makeScratchDatabase();
  own.url = scratch.url;
  await scratch.sql`insert into auth.users (id) values (${operatorId})`;
  await scratch.sql`insert into public.profiles (user_id, email, full_name) values (${operatorId}, 'op@example.com', 'Op')`;
}, 120_000);
afterAll(() => scratch.drop());

const state = () => withOperatorRole(readKeysState);
const drain = (deadline = Date.now() + 60_000) => drainJobs([spreadRotationJob, rotateKeysJob], deadline);

async function newOrganization(): Promise<string> {
  const [org] = await scratch.sql<{ id: string }[]>`
    insert into public.organizations (slug, name) values (${`o-${randomUUID().slice(0, 13)}`}, 'Clinic') returning id`;
  if (!org) throw new Error("there is no organization");
  await dataKeyFor(scratch.sql, org.id);
  await makeAgent(org.id, "retell", scratch.sql);
  return org.id;
}

/** As it was before the newer key came into the environment. */
async function underTheOlderKey(orgId: string): Promise<void> {
  const [row] = await scratch.sql<WrappedDataKey[]>`select * from public.data_keys where org_id = ${orgId}`;
  if (!row) throw new Error("there is no data key");
  const open = unwrapDataKey(row).key.export();
  const wrapped = seal(keyEncryptionKey(1), bindingOf("data_keys", "wrapped_key", orgId, row.version, 1), open);
  await scratch.sql`update public.data_keys set kek_version = 1, wrapped_key = ${wrapped} where org_id = ${orgId}`;
}

const versions = async () =>
  (await scratch.sql<{ kek_version: number }[]>`select distinct kek_version from public.data_keys`).map(
    ({ kek_version }) => kek_version,
  );

test("leaves no data key under an older key, those of deleted organizations neither; that key may go with the last of them", async () => {
  const all = await Promise.all(Array.from({ length: 4 }, newOrganization));
  for (const id of all) await underTheOlderKey(id);
  await scratch.sql`update public.organizations set deleted_at = now() where id = ${all[0] ?? ""}`;
  const before = await state();
  expect(before.versions.map(({ version, is_current, wraps }) => [version, is_current, wraps.value])).toEqual([
    [2, true, 0],
    [1, false, 4],
  ]);
  expect(before.next).toMatchObject({ kind: "rotate", removable: [] });
  expect(JSON.stringify(before)).not.toContain(keyEncryptionKey(2).export().toString("base64"));

  const begin = () =>
    withOperatorRole((tx) => startKeyRotation({ tx, operatorId, log: logger() }, { new_data_keys: false }));
  await begin();
  await expect(begin()).rejects.toMatchObject({ code: "conflict" });
  expect((await state()).next).toMatchObject({ kind: "wait", removable: [] });
  // A drain whose time is up at once: the work is handed on again and again, and nothing of it is lost or done twice.
  for (let n = 0; n < 3; n++) await drain(Date.now() + 5);
  await drain();
  expect(await versions()).toEqual([2]);
  const after = await state();
  expect(after.rotation).toMatchObject({ state: "completed", organizations: { started: 3, unfinished: 0 } });
  // The deleted one was passed over and may come back with fields directly under the older key.
  expect(after.next).toMatchObject({ kind: "wait", removable: [] });
  const deleted = (ago: string | null) =>
    scratch.sql`update public.organizations set deleted_at = now() - ${ago}::interval where id = ${all[0] ?? ""}`;
  await deleted(null);
  expect((await state()).next).toMatchObject({ kind: "rotate", removable: [] });
  await deleted("32 days");
  expect((await state()).next).toMatchObject({ kind: "wait", removable: [] });
  await destroyKeysOfDeleted();
  expect((await state()).next).toMatchObject({ kind: "remove", removable: [1] });
  // In each organization's own log, and one act for the console.
  const entries = await scratch.sql`
    select org_id from public.audit_log where action = 'organization.key_rotation_started' and actor_type = 'operator'`;
  expect(entries).toHaveLength(3);
  expect(await withOperatorRole((tx) => listStaffActs(tx))).toEqual([]);
}, 120_000);

test("resumed with no time for more than one run at once, each gets one job and the walk ends; resumed again, no other", async () => {
  await Promise.all(Array.from({ length: 3 }, newOrganization));
  const { id: rotation_id } = await withOperatorRole((tx) =>
    startKeyRotation({ tx, operatorId, log: logger() }, { new_data_keys: false }),
  );
  await drain();
  // As if the last attempt of each had failed in the middle: unfinished, and nothing tries any more.
  const runs = await scratch.sql<{ id: string }[]>`
    update public.job_runs set state = 'running', finished_at = null where rotation_id = ${rotation_id} returning id`;
  expect(runs.length).toBeGreaterThanOrEqual(3);
  const waiting = (name: string) => scratch.sql<{ id: string; data: object }[]>`
    select id, data from pgboss.job where name = ${name} and state = 'created' order by created_on`;
  for (let resumed = 0; resumed < 2; resumed++) {
    let rest: object | undefined = { rotation_id };
    for (let n = 0; rest && n < 20; n++) {
      const run = { jobId: randomUUID(), attempt: 1, deadline: Date.now(), log: logger() };
      await spreadRotationJob.execute(rest, run);
      const [next] = await waiting(spreadRotationJob.name);
      if (next) await scratch.sql`update pgboss.job set state = 'completed' where id = ${next.id}`;
      rest = next?.data;
    }
    expect(rest).toBeUndefined();
    const pushed = (await waiting(rotateKeysJob.name)).map(({ data }) => (data as { run_id: string }).run_id);
    expect(pushed.toSorted()).toEqual(runs.map(({ id }) => id).toSorted());
  }
  await drain();
  expect((await state()).rotation).toMatchObject({ state: "completed", organizations: { unfinished: 0 } });
}, 120_000);

test("a statement looks at a bounded part of a large table, whether it finds something or not", async () => {
  const orgId = await newOrganization();
  const [agents] = encryptedColumns;
  if (!agents) throw new Error("there is no column");
  await scratch.sql`delete from public.agents where org_id = ${orgId}`;
  // Under the newest key all but the last ten.
  await scratch.sql`
    insert into public.agents (org_id, provider, name, auth_scheme, secret_ciphertext)
    select ${orgId}, 'retell', 'Front desk', 'retell_signature',
      case when n <= 4490 then 'v2.1.' else 'v2.7.' end || 'AAAA' from generate_series(1, 4500) n order by n`;
  await scratch.sql`update public.agents set id = ('00000000-0000-7000-8000-' || lpad(to_hex(o.place), 12, '0'))::uuid
    from (select id, row_number() over (order by secret_ciphertext, id) as place from public.agents where org_id = ${orgId}) o
    where o.id = agents.id`;
  const looks: { found: number; last: string | null }[] = [];
  do {
    const after = looks.at(-1)?.last ?? null;
    looks.push(await withTenant({ orgId }, (tx) => countFields(tx, orgId, agents, after)));
  } while (looks.at(-1)?.last);
  expect(looks.map(({ found }) => found)).toEqual([0, 0, 10]);
  const step = await withTenant({ orgId }, (tx) => moveFields(tx, orgId, agents, null, 50));
  expect(step).toEqual({ done: 0, failed: 0, last: looks[0]?.last });
  const look = await withTenant({ orgId }, (tx) => isUnder(tx, orgId, agents, { version: 7, after: null }));
  expect(look).toEqual({ found: false, last: looks[0]?.last });
});

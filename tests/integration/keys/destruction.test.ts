import { describe, expect, test } from "vitest";
import { PUT as setLogo } from "@/app/api/v1/orgs/[org]/logo/route";
import { decryptField } from "@/lib/crypto/decrypt-field";
import { encryptField } from "@/lib/crypto/encrypt-field";
import { encryptedColumns } from "@/lib/crypto/encrypted-columns";
import { keyEncryptionKey } from "@/lib/crypto/key-ring";
import { bindingOf, seal } from "@/lib/crypto/seal";
import type { FieldAddress } from "@/lib/crypto/sealed-field";
import { withTenant } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { destroyKeys } from "@/lib/keys/destroy-keys";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
import { forgetFieldsJob } from "@/lib/keys/jobs/forget-fields";
import { logger } from "@/lib/log/logger";
import { type ObjectStore, objectStore } from "@/lib/storage/object-store";
import { makeAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { pngOf } from "../../support/images";
import { makeOrganization } from "../../support/organization";

const addressOf = (agent: TestAgent): FieldAddress => ({
  orgId: agent.org_id,
  table: "agents",
  column: "secret_ciphertext",
  rowId: agent.id,
});

async function read(agent: TestAgent): Promise<string> {
  const [row] = await database()<{ secret_ciphertext: string }[]>`
    select secret_ciphertext from public.agents where id = ${agent.id}`;
  return withTenant({ orgId: agent.org_id }, (tx) => decryptField(tx, addressOf(agent), row?.secret_ciphertext ?? ""));
}

const deleted = (orgId: string, days: number) =>
  database()`update public.organizations set deleted_at = now() - make_interval(days => ${days}) where id = ${orgId}`;

function logos(): ObjectStore {
  const store = objectStore("organization-logos");
  if (!store) throw new Error("there is no object storage");
  return store;
}

async function withLogo(): Promise<{ id: string; logo_id: string }> {
  const org = await makeOrganization();
  const answer = await callRoute(setLogo, {
    path: "/",
    method: "PUT",
    params: { org: org.slug },
    cookie: await org.admin.cookie(),
    body: { image: pngOf(64, 64).toString("base64") },
  });
  return { id: org.id, ...answer.json<{ logo_id: string }>() };
}

async function picturesOf(orgId: string) {
  const [row] = await database()<{ logo_id: string | null }[]>`
    select logo_id from public.organizations where id = ${orgId}`;
  return { files: await logos().newest(orgId, 10), logo_id: row?.logo_id };
}

/** An agent whose secret is from before there were data keys. */
async function oldAgent(): Promise<TestAgent> {
  const agent = await newAgent();
  const binding = bindingOf(agent.org_id, "agents", "secret_ciphertext", agent.id, 1);
  const old = `v1.1.${seal(keyEncryptionKey(1), binding, Buffer.from(agent.secret))}`;
  await database()`update public.agents set secret_ciphertext = ${old} where id = ${agent.id}`;
  expect(await read(agent)).toBe(agent.secret);
  return agent;
}

type Waiting = { org_id: string; place?: object };

async function jobsOf(orgId: string): Promise<Waiting[]> {
  const rows = await database()<{ data: Waiting }[]>`
    select data from pgboss.job where name = ${forgetFieldsJob.name} and data ->> 'org_id' = ${orgId} order by created_on`;
  return rows.map(({ data }) => data);
}

const runJob = (data: Waiting | undefined, deadline = Date.now() + 60_000) =>
  forgetFieldsJob.execute(data, { jobId: crypto.randomUUID(), attempt: 1, deadline, log: logger() });

/** Runs what waits for an organization. */
async function goOn(orgId: string): Promise<void> {
  for (const data of await jobsOf(orgId)) await runJob(data);
}

const newAgent = async () => makeAgent((await makeOrganization()).id, "retell");

describe("destroying an organization's data keys", () => {
  test("makes what was encrypted for it unreadable for ever, and nobody else's", async () => {
    const [gone, staying] = [await newAgent(), await newAgent()];
    expect(await read(gone)).toBe(gone.secret);
    expect(await destroyKeys(gone.org_id)).toBe(1);
    await expect(read(gone)).rejects.toMatchObject({ code: "not_configured" });
    expect(await read(staying)).toBe(staying.secret);
    const keys = await database()`select wrapped_key, destroyed_at from public.data_keys where org_id = ${gone.org_id}`;
    expect(keys).toMatchObject([{ wrapped_key: null, destroyed_at: expect.any(Date) }]);
  });

  test("lets nothing be encrypted for it under a key made anew", async () => {
    const agent = await newAgent();
    await destroyKeys(agent.org_id);
    const again = withTenant({ orgId: agent.org_id }, (tx) => encryptField(tx, addressOf(agent), "anew"));
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  test("takes what lay directly under a key of the environment with it", async () => {
    const agent = await oldAgent();
    await destroyKeys(agent.org_id);
    await goOn(agent.org_id);
    await expect(read(agent)).rejects.toMatchObject({ code: "not_configured" });
  });

  test("destroys the keys at once, and goes on with the rest where a job whose time was up stopped", async () => {
    const agent = await oldAgent();
    const kept = await withTenant({ orgId: agent.org_id }, (tx) => encryptField(tx, addressOf(agent), "kept"));
    await destroyKeys(agent.org_id);
    const opened = withTenant({ orgId: agent.org_id }, (tx) => decryptField(tx, addressOf(agent), kept));
    await expect(opened).rejects.toMatchObject({ code: "not_configured" });
    const before = await jobsOf(agent.org_id);
    expect(before).toEqual([{ org_id: agent.org_id }]);
    // A job whose time is up before it begins still takes a step, and hands on the rest.
    expect(await read(agent)).toBe(agent.secret);
    await runJob(before[0], Date.now() - 1);
    await expect(read(agent)).rejects.toMatchObject({ code: "not_configured" });
    const places = async () => (await jobsOf(agent.org_id)).map(({ place }) => place);
    expect(await places()).toEqual([undefined, { table: 1, after: null }]);
    for (let table = 1; table < encryptedColumns.length; table++)
      await runJob((await jobsOf(agent.org_id)).at(-1), Date.now() - 1);
    expect(await places()).toEqual([
      undefined,
      ...encryptedColumns.slice(1).map((_, at) => ({ table: at + 1, after: null })),
    ]);
  });

  test("overwrites nothing of an organization whose keys are whole", async () => {
    const agent = await oldAgent();
    await expect(runJob({ org_id: agent.org_id })).rejects.toThrow("not destroyed");
    expect(await read(agent)).toBe(agent.secret);
  });

  test("of one organization that fails keeps nobody else's waiting, and is tried again", async () => {
    const agents = [await newAgent(), await newAgent(), await newAgent()].sort((a, b) =>
      a.org_id < b.org_id ? -1 : 1,
    );
    const [stuck, ...others] = agents;
    if (!stuck) throw new Error("there is no agent");
    for (const { org_id } of agents) await deleted(org_id, 31);
    const sql = database();
    await sql.begin(async (holding) => {
      const [mine] = await holding<{ pid: number }[]>`
        select pg_backend_pid() as pid from public.data_keys where org_id = ${stuck.org_id} for update`;
      const run = destroyKeysOfDeleted();
      await expect
        .poll(async () => {
          const stopped = await sql`
            select pg_cancel_backend(pid) from pg_stat_activity where ${mine?.pid ?? 0} = any (pg_blocking_pids(pid))`;
          return stopped.length;
        })
        .toBeGreaterThan(0);
      await run;
    });
    for (const agent of others) await expect(read(agent)).rejects.toMatchObject({ code: "not_configured" });
    expect(await read(stuck)).toBe(stuck.secret);
    await destroyKeysOfDeleted();
    await expect(read(stuck)).rejects.toMatchObject({ code: "not_configured" });
  });

  test("happens 30 days after the organization was deleted, not while it could be brought back", async () => {
    const [gone, recent] = [await newAgent(), await newAgent()];
    await deleted(gone.org_id, 31);
    await deleted(recent.org_id, 29);
    expect(await destroyKeysOfDeleted()).toBeGreaterThanOrEqual(1);
    await expect(read(gone)).rejects.toMatchObject({ code: "not_configured" });
    expect(await read(recent)).toBe(recent.secret);
  });

  test("also takes a key that a rotation added at the same moment", async () => {
    const gone = await newAgent();
    await deleted(gone.org_id, 31);
    await destroyKeysOfDeleted();
    await database()`
      insert into public.data_keys (org_id, version, kek_version, wrapped_key) values (${gone.org_id}, 2, 1, 'late')`;
    await destroyKeysOfDeleted();
    const kept = await database()`
      select version from public.data_keys where org_id = ${gone.org_id} and wrapped_key is not null`;
    expect(kept).toEqual([]);
  });

  test("takes the organization's logo with it: its file, what failed uploads left, and the row's word for it", async () => {
    const [gone, recent] = [await withLogo(), await withLogo()];
    // More than the storage names at once.
    const picture = pngOf(1, 1);
    for (let left = 0; left < 101; left++) await logos().putBytes(`${gone.id}/left-${left}`, picture, "image/png");
    await deleted(gone.id, 31);
    await deleted(recent.id, 29);
    await destroyKeysOfDeleted();
    expect(await picturesOf(gone.id)).toEqual({ files: [], logo_id: null });
    expect(await picturesOf(recent.id)).toEqual({ files: [recent.logo_id], logo_id: recent.logo_id });
  });

  test("goes on where an object storage that was away stopped it, and destroys the keys all the same", async () => {
    const gone = await withLogo();
    const agent = await makeAgent(gone.id, "retell");
    await deleted(gone.id, 31);
    const { SUPABASE_URL } = env();
    Object.assign(env(), { SUPABASE_URL: "http://127.0.0.1:9" });
    try {
      await destroyKeysOfDeleted();
    } finally {
      Object.assign(env(), { SUPABASE_URL });
    }
    await expect(read(agent)).rejects.toMatchObject({ code: "not_configured" });
    expect(await picturesOf(gone.id)).toEqual({ files: [gone.logo_id], logo_id: gone.logo_id });
    // The file is gone and the process was killed before it said so.
    await logos().remove(`${gone.id}/${gone.logo_id}`);
    await destroyKeysOfDeleted();
    expect(await picturesOf(gone.id)).toEqual({ files: [], logo_id: null });
  });
});

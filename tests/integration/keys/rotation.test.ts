import { spawn } from "node:child_process";
import { createSecretKey, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { unwrapDataKey, type WrappedDataKey } from "@/lib/crypto/data-key";
import { decryptField, decryptFieldOnTheRoad } from "@/lib/crypto/decrypt-field";
import { forgetDataKeys } from "@/lib/crypto/forget-data-keys";
import { keyEncryptionKey } from "@/lib/crypto/key-ring";
import { bindingOf, seal } from "@/lib/crypto/seal";
import { type FieldAddress, sealField } from "@/lib/crypto/sealed-field";
import { withTenant } from "@/lib/db/tenant";
import { drainJobs } from "@/lib/jobs/drain";
import { maintainQueues } from "@/lib/jobs/maintain-queues";
import { rotateKeysJob } from "@/lib/keys/jobs/rotate-keys";
import { startRotation } from "@/lib/keys/start-rotation";
import { dataKeyFor } from "../../../scripts/database/data-key-for";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { deliver } from "../../support/deliveries";
import { makeOrganization } from "../../support/organization";

const drain = () => drainJobs([rotateKeysJob], Date.now() + 60_000);

const addressOf = (orgId: string, rowId: string): FieldAddress => ({
  orgId,
  table: "agents",
  column: "secret_ciphertext",
  rowId,
});

/** An organization with so many agents, each with a secret of its own. */
async function withSecrets(count: number) {
  const org = await makeOrganization();
  const dataKey = await dataKeyFor(database(), org.id);
  const agents = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), secret: `secret number ${n}` }));
  await database()`insert into public.agents ${database()(
    agents.map(({ id, secret }) => ({
      id,
      org_id: org.id,
      provider: "retell",
      name: "Front desk",
      auth_scheme: "retell_signature",
      // The schedule of comparisons passes over paused agents: other tests share this database.
      paused_at: new Date(),
      secret_ciphertext: sealField(dataKey, addressOf(org.id, id), secret),
    })),
  )}`;
  return { org, agents };
}

const ciphertextOf = async (id: string) => {
  const [row] = await database()<
    { secret_ciphertext: string }[]
  >`select secret_ciphertext from public.agents where id = ${id}`;
  return row?.secret_ciphertext ?? "";
};

const runOf = async (id: string) => {
  const [run] = await database()<{ state: string; total: number; done: number; failed: number }[]>`
    select state, total, done, failed from public.job_runs where id = ${id}`;
  return run;
};

const keysOf = (orgId: string) =>
  database()<(WrappedDataKey & { destroyed_at: Date | null })[]>`
    select org_id, version, kek_version, wrapped_key from public.data_keys where org_id = ${orgId} order by version`;

const formatsOf = async (orgId: string) => {
  const rows = await database()<{ format: string; count: number }[]>`
    select substring(secret_ciphertext from '^v\\d+\\.\\d+') as format, count(*)::int as count
    from public.agents where org_id = ${orgId} group by 1 order by 1`;
  return Object.fromEntries(rows.map(({ format, count }) => [format, count]));
};

describe("rotating keys", () => {
  test("with a new data key moves every field under it, and every secret stays what it was", async () => {
    const { org, agents } = await withSecrets(45);
    const run = await startRotation(org.id, { new_data_key: true });
    await drain();
    expect(await runOf(run)).toEqual({ state: "completed", total: 45, done: 45, failed: 0 });
    expect(await formatsOf(org.id)).toEqual({ "v2.2": 45 });
    for (const { id, secret } of agents) {
      const sealed = await ciphertextOf(id);
      expect(await withTenant({ orgId: org.id }, (tx) => decryptField(tx, addressOf(org.id, id), sealed))).toBe(secret);
    }
  });

  test("with a new key-encryption key wraps the data key anew and leaves the fields alone", async () => {
    const { org, agents } = await withSecrets(1);
    const [row] = await keysOf(org.id);
    if (!row) throw new Error("there is no data key");
    // As it was before the second key came into the environment.
    const open = unwrapDataKey(row).key.export();
    const wrapped = seal(keyEncryptionKey(1), bindingOf("data_keys", "wrapped_key", org.id, 1, 1), open);
    await database()`update public.data_keys set kek_version = 1, wrapped_key = ${wrapped} where org_id = ${org.id}`;
    const [agent] = agents;
    const before = await ciphertextOf(agent?.id ?? "");

    await startRotation(org.id, { new_data_key: false });
    await drain();
    expect(await keysOf(org.id)).toMatchObject([{ version: 1, kek_version: 2 }]);
    expect(await ciphertextOf(agent?.id ?? "")).toBe(before);
    expect(await decryptFieldOnTheRoad(addressOf(org.id, agent?.id ?? ""), before)).toBe(agent?.secret);
  });

  test("moves what lies directly under a key of the environment, from before there were data keys", async () => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    const binding = bindingOf(org.id, "agents", "secret_ciphertext", agent.id, 1);
    const old = `v1.1.${seal(keyEncryptionKey(1), binding, Buffer.from(agent.secret))}`;
    await database()`update public.agents set secret_ciphertext = ${old} where id = ${agent.id}`;
    await database()`delete from public.data_keys where org_id = ${org.id}`;
    const run = await startRotation(org.id, { new_data_key: false });
    await drain();
    expect(await runOf(run)).toMatchObject({ state: "completed", total: 1, done: 1, failed: 0 });
    expect(await formatsOf(org.id)).toEqual({ "v2.1": 1 });
    expect((await deliver(agent, "{}")).status).toBe(200);
  });

  test("counts a field that does not open, leaves it as it is, and keeps its data key", async () => {
    const { org, agents } = await withSecrets(3);
    const strange = `v2.1.${seal(createSecretKey(Buffer.alloc(32, 7)), Buffer.alloc(0), Buffer.from("x"))}`;
    await database()`update public.agents set secret_ciphertext = ${strange} where id = ${agents[0]?.id ?? ""}`;
    const run = await startRotation(org.id, { new_data_key: true });
    await drain();
    expect(await runOf(run)).toMatchObject({ state: "completed", done: 2, failed: 1 });
    expect(await ciphertextOf(agents[0]?.id ?? "")).toBe(strange);
    expect(await forgetDataKeys(org.id, 0)).toEqual([]);
  });

  test("lets the old data key be forgotten when it was superseded long enough ago, and not sooner", async () => {
    const { org, agents } = await withSecrets(3);
    await startRotation(org.id, { new_data_key: true });
    expect(await forgetDataKeys(org.id, 0)).toEqual([]);
    await drain();
    expect(await forgetDataKeys(org.id)).toEqual([]);
    expect(await forgetDataKeys(org.id, 0)).toEqual([1]);
    expect(await keysOf(org.id)).toMatchObject([{ version: 2 }]);
    const { id = "", secret } = agents[0] ?? {};
    expect(await decryptFieldOnTheRoad(addressOf(org.id, id), await ciphertextOf(id))).toBe(secret);
  });

  test("asked for twice makes one new data key", async () => {
    const { org } = await withSecrets(2);
    const first = await startRotation(org.id, { new_data_key: true });
    expect(await startRotation(org.id, { new_data_key: true })).toBe(first);
    await drain();
    expect((await keysOf(org.id)).map(({ version }) => version)).toEqual([1, 2]);
    expect(await runOf(first)).toMatchObject({ state: "completed", done: 2 });
  });

  // Promise S12.
  test("goes on after its process was killed in the middle, and no read fails meanwhile", async () => {
    const COUNT = 800;
    const { org, agents } = await withSecrets(COUNT);
    const command = spawn(
      "node_modules/.bin/node",
      ["--import", "tsx", "scripts/rotate-keys.ts", "--new-data-keys", "--org", org.slug],
      { env: process.env, stdio: "ignore" },
    );
    const ended = new Promise<unknown>((resolve) => command.once("exit", (_code, signal) => resolve(signal)));
    let reading = true;
    const failures: unknown[] = [];
    let reads = 0;
    const reader = (async () => {
      for (let n = 0; reading; n = (n + 37) % COUNT) {
        const { id, secret } = agents[n] as { id: string; secret: string };
        const read = await decryptFieldOnTheRoad(addressOf(org.id, id), await ciphertextOf(id)).catch((error) => error);
        reads += 1;
        if (read !== secret) failures.push(read);
      }
    })();
    const progress = async () => {
      const [run] = await database()<{ id: string; done: number; total: number }[]>`
        select id, done, total from public.job_runs where org_id = ${org.id} and name = 'rotate-keys'`;
      return run;
    };
    await expect.poll(async () => (await progress())?.done ?? 0, { interval: 5, timeout: 60_000 }).toBeGreaterThan(0);
    command.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");

    const killed = await progress();
    if (!killed) throw new Error("there is no run");
    const halfway = await formatsOf(org.id);
    expect(halfway).toEqual({ "v2.1": COUNT - killed.done, "v2.2": killed.done });
    expect(killed.done).toBeLessThan(COUNT);

    // The queue gives the job back when its lease is over; here the lease is made to have ended.
    await database()`update pgboss.job set started_on = now() - interval '1 hour', heartbeat_on = null
      where name = 'rotate-keys' and state = 'active' and data->>'run_id' = ${killed.id}`;
    // Nor may the queue have been looked after a moment ago, by whoever else ran maintenance.
    await database()`update pgboss.queue set monitor_claim_on = null, monitor_on = null where name = 'rotate-keys'`;
    await maintainQueues();
    const drained = () => drain().then(() => runOf(killed.id));
    await expect.poll(drained, { timeout: 60_000 }).toMatchObject({ state: "completed" });
    expect(await runOf(killed.id)).toEqual({ state: "completed", total: COUNT, done: COUNT, failed: 0 });
    expect(await formatsOf(org.id)).toEqual({ "v2.2": COUNT });
    expect((await keysOf(org.id)).map(({ version }) => version)).toEqual([1, 2]);
    reading = false;
    await reader;
    expect(failures).toEqual([]);
    expect(reads).toBeGreaterThan(100);
  }, 150_000);
});

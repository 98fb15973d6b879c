import { describe, expect, test } from "vitest";
import { PUT as setLogo } from "@/app/api/v1/orgs/[org]/logo/route";
import { decryptField } from "@/lib/crypto/decrypt-field";
import { destroyDataKeys } from "@/lib/crypto/destroy-data-keys";
import { encryptField } from "@/lib/crypto/encrypt-field";
import { keyEncryptionKey } from "@/lib/crypto/key-ring";
import { bindingOf, seal } from "@/lib/crypto/seal";
import type { FieldAddress } from "@/lib/crypto/sealed-field";
import { withTenant } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
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

const newAgent = async () => makeAgent((await makeOrganization()).id, "retell");

describe("destroying an organization's data keys", () => {
  test("makes what was encrypted for it unreadable for ever, and nobody else's", async () => {
    const [gone, staying] = [await newAgent(), await newAgent()];
    expect(await read(gone)).toBe(gone.secret);
    expect(await destroyDataKeys(gone.org_id)).toBe(1);
    await expect(read(gone)).rejects.toMatchObject({ code: "not_configured" });
    expect(await read(staying)).toBe(staying.secret);
    const keys = await database()`select wrapped_key, destroyed_at from public.data_keys where org_id = ${gone.org_id}`;
    expect(keys).toMatchObject([{ wrapped_key: null, destroyed_at: expect.any(Date) }]);
  });

  test("lets nothing be encrypted for it under a key made anew", async () => {
    const agent = await newAgent();
    await destroyDataKeys(agent.org_id);
    const again = withTenant({ orgId: agent.org_id }, (tx) => encryptField(tx, addressOf(agent), "anew"));
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  test("takes what lay directly under a key of the environment with it", async () => {
    const agent = await newAgent();
    const binding = bindingOf(agent.org_id, "agents", "secret_ciphertext", agent.id, 1);
    const old = `v1.1.${seal(keyEncryptionKey(1), binding, Buffer.from(agent.secret))}`;
    await database()`update public.agents set secret_ciphertext = ${old} where id = ${agent.id}`;
    expect(await read(agent)).toBe(agent.secret);
    await destroyDataKeys(agent.org_id);
    await expect(read(agent)).rejects.toMatchObject({ code: "not_configured" });
  });

  test("happens 30 days after the organization was deleted, not while it could be brought back", async () => {
    const [gone, recent] = [await newAgent(), await newAgent()];
    await deleted(gone.org_id, 31);
    await deleted(recent.org_id, 29);
    expect(await destroyKeysOfDeleted()).toBeGreaterThanOrEqual(1);
    await expect(read(gone)).rejects.toMatchObject({ code: "not_configured" });
    expect(await read(recent)).toBe(recent.secret);
  });

  test("takes the organization's logo with it: its file, what failed uploads left, and the row's word for it", async () => {
    const [gone, recent] = [await withLogo(), await withLogo()];
    await logos().putBytes(`${gone.id}/left-behind`, pngOf(40, 40), "image/png");
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

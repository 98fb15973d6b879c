import { describe, expect, test } from "vitest";
import { decryptField } from "@/lib/crypto/decrypt-field";
import { destroyDataKeys } from "@/lib/crypto/destroy-data-keys";
import { encryptField } from "@/lib/crypto/encrypt-field";
import { keyEncryptionKey } from "@/lib/crypto/key-ring";
import { bindingOf, seal } from "@/lib/crypto/seal";
import type { FieldAddress } from "@/lib/crypto/sealed-field";
import { withTenant } from "@/lib/db/tenant";
import { destroyKeysOfDeleted } from "@/lib/keys/destroy-keys-of-deleted";
import { makeAgent, type TestAgent } from "../../support/agent";
import { database } from "../../support/database";
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
    const deleted = (agent: TestAgent, days: number) =>
      database()`update public.organizations set deleted_at = now() - make_interval(days => ${days}) where id = ${agent.org_id}`;
    await deleted(gone, 31);
    await deleted(recent, 29);
    expect(await destroyKeysOfDeleted()).toBeGreaterThanOrEqual(1);
    await expect(read(gone)).rejects.toMatchObject({ code: "not_configured" });
    expect(await read(recent)).toBe(recent.secret);
  });
});

import { spawnSync } from "node:child_process";
import { createSecretKey } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { decryptField, decryptFieldOnTheRoad } from "@/lib/crypto/decrypt-field";
import { encryptField } from "@/lib/crypto/encrypt-field";
import { keyRingProblems } from "@/lib/crypto/key-ring-problems";
import { seal } from "@/lib/crypto/seal";
import type { FieldAddress } from "@/lib/crypto/sealed-field";
import { withOperatorRole, withTenant } from "@/lib/db/tenant";
import { database } from "../../support/database";
import { newKey } from "../../support/key-ring";
import { makeOrganization } from "../../support/organization";

const addressIn = (orgId: string): FieldAddress => ({
  orgId,
  table: "agents",
  column: "secret_ciphertext",
  rowId: "row-1",
});

const encrypt = (orgId: string, plain: string) =>
  withTenant({ orgId }, (tx) => encryptField(tx, addressIn(orgId), plain));

const decrypt = (orgId: string, sealed: string, address = addressIn(orgId)) =>
  withTenant({ orgId }, (tx) => decryptField(tx, address, sealed));

const keysOf = (orgId: string) =>
  database()<{ version: number; kek_version: number; wrapped_key: string | null }[]>`
    select version, kek_version, wrapped_key from public.data_keys where org_id = ${orgId} order by version`;

describe("an organization's data key", () => {
  test("is made with the first value that needs one, and used by all others", async () => {
    const { id } = await makeOrganization();
    expect(await keysOf(id)).toEqual([]);
    const first = await encrypt(id, "one");
    const second = await encrypt(id, "two");
    expect(await keysOf(id)).toMatchObject([{ version: 1, kek_version: 2 }]);
    expect(await decrypt(id, first)).toBe("one");
    expect(await decryptFieldOnTheRoad(addressIn(id), second)).toBe("two");
  });

  test("is one, however many are first at the same time", async () => {
    const { id } = await makeOrganization();
    const sealed = await Promise.all(Array.from({ length: 6 }, (_, n) => encrypt(id, `value ${n}`)));
    expect(await keysOf(id)).toHaveLength(1);
    for (const [n, one] of sealed.entries()) expect(await decrypt(id, one)).toBe(`value ${n}`);
  });

  test("that a rollback took back has encrypted nothing that is kept", async () => {
    const { id } = await makeOrganization();
    await expect(
      withTenant({ orgId: id }, async (tx) => {
        await encryptField(tx, addressIn(id), "lost");
        throw new Error("the caller gave up");
      }),
    ).rejects.toThrow("gave up");
    expect(await keysOf(id)).toEqual([]);
    const sealed = await encrypt(id, "kept");
    expect(await decryptFieldOnTheRoad(addressIn(id), sealed)).toBe("kept");
  });

  test("opens nothing of another organization, whichever way a ciphertext or the key itself is carried over", async () => {
    const [ours, theirs] = [(await makeOrganization()).id, (await makeOrganization()).id];
    const sealed = await encrypt(ours, "ours alone");
    await encrypt(theirs, "theirs");
    const refused = { code: "not_configured" };
    await expect(decrypt(theirs, sealed)).rejects.toMatchObject(refused);
    await expect(decrypt(theirs, sealed, addressIn(ours))).rejects.toMatchObject(refused);
    await expect(decryptFieldOnTheRoad(addressIn(theirs), sealed)).rejects.toMatchObject(refused);
    await database()`
      update public.data_keys k set wrapped_key = o.wrapped_key from public.data_keys o
      where k.org_id = ${theirs} and o.org_id = ${ours}`;
    await expect(decrypt(theirs, sealed)).rejects.toMatchObject(refused);
    expect(await decrypt(ours, sealed)).toBe("ours alone");
    await database()`delete from public.data_keys where org_id = ${theirs}`;
  });

  test("is behind its door: no tenant reads, adds or changes a row of the table", async () => {
    const { id } = await makeOrganization();
    await encrypt(id, "something");
    for (const statement of [
      sql`select * from public.data_keys`,
      sql`insert into public.data_keys (org_id, version, kek_version, wrapped_key) values (${id}, 9, 1, 'x')`,
      sql`update public.data_keys set wrapped_key = 'x'`,
      sql`delete from public.data_keys`,
    ]) {
      await expect(withTenant({ orgId: id }, (tx) => statement.execute(tx))).rejects.toThrow("permission denied");
    }
  });

  test("is not needed for what was encrypted before there were any", async () => {
    const { id } = await makeOrganization();
    const [, key] = /^1:([^,]*)/.exec(process.env.FIELD_ENCRYPTION_KEYS ?? "") ?? [];
    const binding = Buffer.from(JSON.stringify([id, "agents", "secret_ciphertext", "row-1", 1]));
    const old = `v1.1.${seal(createSecretKey(Buffer.from(key ?? "", "base64")), binding, Buffer.from("from before"))}`;
    expect(await decrypt(id, old)).toBe("from before");
    expect(await decryptFieldOnTheRoad(addressIn(id), old)).toBe("from before");
  });
});

describe("a process that starts", () => {
  const start = (ring: string) =>
    spawnSync("node_modules/.bin/node", ["node_modules/.bin/tsx", "scripts/worker.ts"], {
      env: { ...process.env, FIELD_ENCRYPTION_KEYS: ring },
      encoding: "utf8",
    });

  test("with a key missing or with another one ends at once and says which", async () => {
    const { id } = await makeOrganization();
    await encrypt(id, "something");
    const wrong = start(`2:${newKey()}`);
    expect(wrong.stderr).toContain("FIELD_ENCRYPTION_KEYS holds another key of version 2 than the one that wrapped");
    expect(wrong.status).toBe(1);
    const missing = start(`3:${newKey()}`);
    expect(missing.stderr).toContain("FIELD_ENCRYPTION_KEYS has no key of version 2, and data keys are wrapped by it");
    expect(missing.status).toBe(1);
  });

  test("with the right ones has nothing to say, even when one row was altered", async () => {
    const [good, bad] = [(await makeOrganization()).id, (await makeOrganization()).id];
    for (const id of [good, bad]) await encrypt(id, "something");
    await database()`update public.data_keys set wrapped_key = 'altered' where org_id = ${bad}`;
    expect(await withOperatorRole(keyRingProblems)).toEqual([]);
    await database()`delete from public.data_keys where org_id = ${bad}`;
  });
});

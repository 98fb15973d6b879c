import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { destroyDataKeys } from "@/lib/crypto/destroy-data-keys";
import { encryptField } from "@/lib/crypto/encrypt-field";
import { keyRingProblems } from "@/lib/crypto/key-ring-problems";
import { readDataKeys } from "@/lib/crypto/read-data-keys";
import { refuseWrongKeys } from "@/lib/crypto/refuse-wrong-keys";
import { withOperatorRole, withTenant } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { database } from "../../support/database";
import { newKey } from "../../support/key-ring";
import { makeOrganization } from "../../support/organization";

const RIGHT = env().FIELD_ENCRYPTION_KEYS;
const ANOTHER = "FIELD_ENCRYPTION_KEYS holds another key of version 2 than the one that wrapped the data keys";
const MISSING = "FIELD_ENCRYPTION_KEYS has no key of version 2, and data keys are wrapped by it";

const hold = (ring: string) => Object.assign(env(), { FIELD_ENCRYPTION_KEYS: ring });
const problems = () => withOperatorRole(keyRingProblems);

const encrypt = (orgId: string) =>
  withTenant({ orgId }, (tx) =>
    encryptField(tx, { orgId, table: "agents", column: "secret_ciphertext", rowId: "row-1" }, "something"),
  );

let orgId = "";

beforeAll(async () => {
  orgId = (await makeOrganization()).id;
  await encrypt(orgId);
});
afterEach(() => {
  hold(RIGHT);
  vi.restoreAllMocks();
});

test("a ring that lacks a version, or holds another key under it, is told by version; the right one is not", async () => {
  expect(await problems()).toEqual([]);
  hold(`2:${newKey()}`);
  expect((await problems()).map((problem) => `FIELD_ENCRYPTION_KEYS ${problem}`)).toContain(ANOTHER);
  hold(`3:${newKey()}`);
  expect((await problems()).map((problem) => `FIELD_ENCRYPTION_KEYS ${problem}`)).toContain(MISSING);
});

test("a process with a wrong ring ends with the whole list; with the right one it says nothing and goes on", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`ended with ${code}`);
  });
  await refuseWrongKeys();
  expect(said).not.toHaveBeenCalled();
  hold(`3:${newKey()}`);
  await expect(refuseWrongKeys()).rejects.toThrow("ended with 1");
  expect(said.mock.calls.join()).toContain(`  - ${MISSING}\n`);
});

test("a data key that the ring does not open is left out, and the others open", async () => {
  const read = () => withTenant({ orgId }, (tx) => readDataKeys(tx, orgId));
  expect((await read()).map(({ version }) => version)).toEqual([1]);
  hold(`2:${newKey()}`);
  expect(await read()).toEqual([]);
  await expect(encrypt(orgId)).rejects.toMatchObject({ code: "not_configured" });
});

test("an organization that never needed a data key has none for ever once they are destroyed, and that happens once", async () => {
  const { id } = await makeOrganization();
  const followed: string[] = [];
  const destroy = () => destroyDataKeys(id, async () => followed.push("destroyed"));
  expect(await destroy()).toBe(1);
  const rows = await database()`select version, wrapped_key, destroyed_at from public.data_keys where org_id = ${id}`;
  expect(rows).toEqual([{ version: 1, wrapped_key: null, destroyed_at: expect.any(Date) }]);
  await expect(encrypt(id)).rejects.toMatchObject({ code: "conflict" });
  expect(await destroy()).toBe(0);
  expect(followed).toEqual(["destroyed"]);
});

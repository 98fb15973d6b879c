import { expect, test } from "vitest";
import { makeDataKey } from "@/lib/crypto/data-key";
import { encryptField } from "@/lib/crypto/encrypt-field";
import { encryptedColumns } from "@/lib/crypto/encrypted-columns";
import { moveFields } from "@/lib/crypto/move-fields";
import { withTenant } from "@/lib/db/tenant";
import { windowEnd } from "@/lib/db/window-end";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";

const answers = encryptedColumns.find(({ table }) => table === "idempotency_keys");
if (!answers) throw new Error("no answers are kept");

/** Answers that actors of an organization keep under these keys, and a newer data key than the one they lie under. */
async function answersOf(kept: { actor_id: string; key: string }[]): Promise<string> {
  const { id: orgId } = await makeOrganization();
  await withTenant({ orgId }, async (tx) => {
    for (const row of kept) {
      const address = {
        orgId,
        table: "idempotency_keys",
        column: "answer_ciphertext",
        rowId: `${row.actor_id}/${row.key}`,
      };
      const answer_ciphertext = await encryptField(tx, address, "{}");
      await tx
        .insertInto("idempotency_keys")
        .values({ org_id: orgId, ...row, request_hash: "same", answer_ciphertext })
        .execute();
    }
  });
  const next = makeDataKey(orgId, 2);
  await database()`insert into public.data_keys ${database()(next)}`;
  return orgId;
}

test("a walk whose step ends between two actors' answers of the same key moves both", async () => {
  const orgId = await answersOf([
    { actor_id: "one", key: "same" },
    { actor_id: "two", key: "same" },
    { actor_id: "one", key: "z" },
  ]);
  let after: string | null = null;
  do {
    const from: string | null = after;
    after = (await withTenant({ orgId }, (tx) => moveFields(tx, orgId, answers, from, 1))).last;
  } while (after !== null);
  const rows = await database()<{ version: string }[]>`
    select split_part(answer_ciphertext, '.', 2) as version from public.idempotency_keys where org_id = ${orgId}`;
  expect(rows.map(({ version }) => version)).toEqual(["2", "2", "2"]);
});

test("a window of kept answers is found without reading all of them", async () => {
  const { id: orgId } = await makeOrganization();
  await database()`
    insert into public.idempotency_keys (org_id, actor_id, key, request_hash)
    select ${orgId}, 'actor', 'key-' || n, 'same' from generate_series(1, 20000) n`;
  await database()`analyze public.idempotency_keys`;
  const read = await withTenant({ orgId }, async (tx, raw) => {
    await windowEnd(tx, { orgId, table: "idempotency_keys", rowId: "key", after: "key-5" });
    const [row] = await raw<{ rows: string }[]>`
      select seq_tup_read + idx_tup_fetch as rows from pg_stat_xact_all_tables
      where relid = 'public.idempotency_keys'::regclass`;
    return Number(row?.rows ?? 0);
  });
  // A window is 2,000 rows; what other tests keep meanwhile is met at its edges.
  expect(read).toBeLessThanOrEqual(4_000);
});

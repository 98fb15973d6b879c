import { expect, test } from "vitest";
import { encryptedColumns } from "@/lib/crypto/encrypted-columns";
import { database } from "../../support/database";

test("every column that holds a ciphertext is one that a rotation moves", async () => {
  const rows = await database()<{ name: string }[]>`
    select format('%s.%s', table_name, column_name) as name from information_schema.columns
    where table_schema = 'public' and column_name like '%ciphertext' order by 1`;
  expect(encryptedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
    rows.map(({ name }) => name),
  );
});

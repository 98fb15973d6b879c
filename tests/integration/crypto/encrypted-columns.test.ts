import { expect, test } from "vitest";
import { encryptedColumns } from "@/lib/crypto/encrypted-columns";
import { database } from "../../support/database";

test("every column that holds a ciphertext is one that a rotation moves", async () => {
  const rows = await database()<{ name: string }[]>`
    select format('%s.%s', c.relname, a.attname) as name from pg_attribute a
    join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace
    where a.attname like '%ciphertext' and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  expect(encryptedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
    rows.map(({ name }) => name).sort(),
  );
});

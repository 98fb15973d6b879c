import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { withMember } from "@/lib/db/tenant";
import { asMember, openSession } from "../../support/as-member";
import { database } from "../../support/database";
import { makeOperator, makeOrganization, openVisit } from "../../support/organization";

const READ_ONLY = { code: "25006" };

describe("a viewer in the database", () => {
  test("every tenant table refuses a viewer's transaction to write, whatever the code forgets", async () => {
    const org = await makeOrganization();
    const tables = await database()<{ name: string }[]>`
      select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and has_table_privilege('app_tenant', c.oid, 'insert')`;
    expect(tables.length).toBeGreaterThan(5);
    for (const { name } of tables) {
      const written = asMember(org.viewer.userId, org.slug, (tx) =>
        sql`insert into ${sql.table(`public.${name}`)} (org_id) values (${org.id})`.execute(tx),
      );
      await expect(written, name).rejects.toMatchObject(READ_ONLY);
    }
  });

  test("a viewer cannot turn their transaction back to writing", async () => {
    const org = await makeOrganization();
    const written = asMember(org.viewer.userId, org.slug, async (tx) => {
      await sql`set transaction read write`.execute(tx);
    });
    await expect(written).rejects.toMatchObject({ code: "25001" });
  });

  test("an admin writes, and so does an operator on a visit that may change things", async () => {
    const org = await makeOrganization();
    const operator = await makeOperator();
    for (const userId of [org.admin.userId, operator.userId]) {
      const sessionId = await openSession(userId);
      if (userId === operator.userId) await openVisit(userId, org.id, { changes: true });
      await withMember({ userId, sessionId }, org.slug, (tx) =>
        tx
          .updateTable("organizations")
          .set({ name: `Renamed by ${userId}` })
          .where("id", "=", org.id)
          .execute(),
      );
      const [row] = await database()`select name from public.organizations where id = ${org.id}`;
      expect(row).toEqual({ name: `Renamed by ${userId}` });
    }
  });
});

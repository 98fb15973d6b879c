import { expect, test } from "vitest";
import { INGEST_BODY } from "../../../scripts/database/ingest-function";
import { makeScratchDatabase } from "../../support/scratch-database";

test("the ingest function is what the facets of the code make, works with the rights of a tenant, and only the login calls it", async () => {
  const scratch = await makeScratchDatabase();
  const read = async () => {
    const [found] = await scratch.sql<{ body: string; owner: string; definer: boolean; callers: string[] }[]>`
      select prosrc as body, proowner::regrole::text as owner, prosecdef as definer,
        array(select g.grantee::regrole::text from aclexplode(proacl) as g) as callers
      from pg_proc where oid = 'private.ingest_deliveries'::regproc`;
    return found;
  };
  try {
    expect(await read(), "write a migration: npm run --silent ingest-function > supabase/migrations/…").toEqual({
      body: INGEST_BODY,
      owner: "app_tenant",
      definer: true,
      callers: ["postgres"],
    });
    await scratch.sql.unsafe("alter function private.ingest_deliveries owner to postgres");
    expect(await read()).toMatchObject({ owner: "postgres" });
  } finally {
    await scratch.drop();
  }
});

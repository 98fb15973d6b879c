import { sql } from "kysely";
import { z } from "zod";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { retireCredential } from "../retire-credential";

const NAME = "retire-credential";

/** Forgets the secret of a credential whose overlap with its successor is over, by the clock that told when it would be. */
export const retireCredentialJob = defineJob({
  name: NAME,
  schema: z.object({ org_id: z.uuid(), credential_id: z.uuid() }),
  run: (run) =>
    withJobContext(run, NAME, async (ctx) => {
      const id = run.data.credential_id;
      const isOver = await ctx.tx
        .selectFrom("credentials")
        .select("id")
        .where("org_id", "=", ctx.org.id)
        .where("id", "=", id)
        .where("retires_at", "<=", sql<Date>`clock_timestamp()`)
        .executeTakeFirst();
      if (isOver) await retireCredential(ctx, { id });
    }),
});

import { sql } from "kysely";
import { z } from "zod";
import { defineJob, type Job } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { withJobContext } from "../../jobs/with-job-context";
import { retireCredential } from "../retire-credential";

const NAME = "retire-credential";

const Payload = z.object({ org_id: z.uuid(), credential_id: z.uuid() });

/** Forgets the secret of a credential whose overlap with its successor is over, by the clock that told when it would be. */
export const retireCredentialJob: Job<z.infer<typeof Payload>> = defineJob({
  name: NAME,
  schema: Payload,
  run: (run) =>
    withJobContext(run, NAME, async (ctx) => {
      const id = run.data.credential_id;
      const retiring = await ctx.tx
        .selectFrom("credentials")
        .select(sql<number>`ceil(extract(epoch from retires_at - clock_timestamp()))::int`.as("seconds_left"))
        .where("org_id", "=", ctx.org.id)
        .where("id", "=", id)
        .where("retires_at", "is not", null)
        .where("retired_at", "is", null)
        .executeTakeFirst();
      if (!retiring) return;
      const { seconds_left } = retiring;
      if (seconds_left <= 0) await retireCredential(ctx, { id });
      // The queue counts from a transaction's beginning, the overlap from a later moment of it: nobody else would look again.
      else await enqueue(ctx.tx, retireCredentialJob, run.data, { startAfter: seconds_left });
    }),
});

import { z } from "zod";
import { encryptedColumns } from "../../crypto/encrypted-columns";
import { forgetFields } from "../../crypto/forget-fields";
import { withOperatorRole, withTenant } from "../../db/tenant";
import { defineJob, type Job } from "../../jobs/define-job";
import { enqueue } from "../../jobs/enqueue";
import { Place, walk } from "../../jobs/walk";

const Payload = z.object({
  org_id: z.uuid(),
  /** Where the job before this one stopped. */
  place: Place.optional(),
});
type Payload = z.infer<typeof Payload>;

/**
 * Overwrites what an organization, whose data keys are destroyed, still keeps directly under a key of the environment. Every
 * window commits by itself and what is overwritten is recognised by its form: a killed job goes on, and two at once do no harm.
 */
export const forgetFieldsJob: Job<Payload> = defineJob({
  name: "forget-fields",
  schema: Payload,
  run: async ({ data: { org_id, place }, deadline }) => {
    const rest = await walk(encryptedColumns, { from: place, deadline }, (column, after) =>
      withTenant({ orgId: org_id }, (tx) => forgetFields(tx, org_id, column, after)),
    );
    if (rest) await withOperatorRole((tx) => enqueue(tx, forgetFieldsJob, { org_id, place: rest }), { orgId: org_id });
  },
});

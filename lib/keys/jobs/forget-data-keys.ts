import { z } from "zod";
import { forgetDataKeys } from "../../crypto/forget-data-keys";
import { defineJob } from "../../jobs/define-job";

/** Forgets superseded data keys a while after a rotation, when no process can still write with them. */
export const forgetDataKeysJob = defineJob({
  name: "forget-data-keys",
  schema: z.object({ org_id: z.uuid() }),
  run: async (run) => {
    const forgotten = await forgetDataKeys(run.data.org_id);
    run.log.info({ org_id: run.data.org_id, forgotten: forgotten.length }, "superseded data keys forgotten");
  },
});

import { z } from "zod";
import { AppError } from "../../errors";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { VendorError } from "../../voice/vendor-error";
import { checkAgent } from "../check-agent";

const NAME = "check-agent";

/** Looks at one agent's configuration at its vendor. A key the vendor refuses is the agent's to show, not the queue's to repeat. */
export const checkAgentJob = defineJob({
  name: NAME,
  schema: z.object({ org_id: z.uuid(), agent_id: z.uuid() }),
  retryLimit: 2,
  run: async (run) => {
    try {
      await checkAgent((work) => withJobContext(run, NAME, work), run.data.agent_id);
    } catch (error) {
      const isFinal =
        error instanceof VendorError ? error.permanent : error instanceof AppError && error.code === "not_found";
      if (!isFinal) throw error;
    }
  },
});

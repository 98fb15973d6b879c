import { z } from "zod";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { checkAgent } from "../check-agent";
import { isSettled } from "../why-not-asked";

const NAME = "check-agent";

/** Looks at one agent's configuration at its vendor. A key that the vendor refuses or that has ended is the agent's to show, not the queue's to repeat. */
export const checkAgentJob = defineJob({
  name: NAME,
  schema: z.object({ org_id: z.uuid(), agent_id: z.uuid() }),
  retryLimit: 2,
  run: async (run) => {
    try {
      await checkAgent((work) => withJobContext(run, NAME, work), run.data.agent_id, run.deadline);
    } catch (error) {
      if (!isSettled(error)) throw error;
    }
  },
});

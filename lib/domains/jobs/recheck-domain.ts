import { z } from "zod";
import { AppError } from "../../errors";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { domainOrThrow } from "../list-domains";
import { readProof } from "../read-proof";
import { recheckDomain } from "../recheck-domain";

const NAME = "recheck-domain";
const EVEN_DELETED = { evenDeleted: true };

/** Looks whether a verified name is still proven in the DNS. The next round comes by itself, so a failed one is not pressed. */
export const recheckDomainJob = defineJob({
  name: NAME,
  schema: z.object({ org_id: z.uuid(), domain_id: z.uuid() }),
  retryLimit: 2,
  run: async (run) => {
    const id = run.data.domain_id;
    try {
      const seen = await withJobContext(run, NAME, (ctx) => domainOrThrow(ctx, id), EVEN_DELETED);
      // Between transactions: the DNS may take its time.
      const proof = await readProof(seen);
      await withJobContext(run, NAME, (ctx) => recheckDomain(ctx, { seen, proof }), EVEN_DELETED);
    } catch (error) {
      // Removed meanwhile: there is nothing left to look at.
      if (!(error instanceof AppError && error.code === "not_found")) throw error;
    }
  },
});

import { z } from "zod";
import { AppError } from "../../errors";
import { defineJob } from "../../jobs/define-job";
import { withJobContext } from "../../jobs/with-job-context";
import { stateOf } from "../describe-credential";
import { retireCredential } from "../retire-credential";
import { credentialOrThrow } from "../rows";

const NAME = "retire-credential";

/** Forgets the secret of a credential whose overlap with its successor is over. */
export const retireCredentialJob = defineJob({
  name: NAME,
  schema: z.object({ org_id: z.uuid(), credential_id: z.uuid() }),
  run: (run) =>
    withJobContext(run, NAME, async (ctx) => {
      const id = run.data.credential_id;
      try {
        const row = await credentialOrThrow(ctx, id);
        if (stateOf(row, Date.now()) === "retired") await retireCredential(ctx, { id });
      } catch (error) {
        // Deleted meanwhile: there is nothing left to forget.
        if (!(error instanceof AppError && error.code === "not_found")) throw error;
      }
    }),
});

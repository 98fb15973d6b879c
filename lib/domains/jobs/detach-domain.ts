import { z } from "zod";
import { defineJob } from "../../jobs/define-job";
import { slugOfDomain } from "../find-organization";
import { hosting } from "../hosting";

/**
 * Takes a name from the hosting that leads here no more, until the hosting has obeyed. One that somebody has proven meanwhile
 * stays, also where the proof came while the hosting took it away.
 */
export const detachDomainJob = defineJob({
  name: "detach-domain",
  schema: z.object({ org_id: z.uuid(), hostname: z.string() }),
  run: async ({ data: { hostname } }) => {
    if (await slugOfDomain(hostname)) return;
    await hosting().detach(hostname);
    if (await slugOfDomain(hostname)) await hosting().attach(hostname);
  },
});

import { withoutTenant } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { reportError } from "../log/report-error";
import { trailOf } from "../log/trail";
import { tellOwnerJob } from "./jobs/tell-owner";
import type { Notice } from "./notice";

/**
 * Has the owner of an account mailed what has happened to it. The job waits out a mail service that is away; what cannot even
 * be queued is reported, since the change itself stands.
 * @param happening names it, so that a repeated attempt sends nothing twice
 */
export async function tellOwner(personId: string, happening: string, notice: Notice): Promise<void> {
  try {
    await withoutTenant((tx) => enqueue(tx, tellOwnerJob, { person_id: personId, happening, notice }));
  } catch (error) {
    await reportError(error, trailOf(error));
  }
}

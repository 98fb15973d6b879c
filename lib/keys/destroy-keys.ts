import { destroyDataKeys } from "../crypto/destroy-data-keys";
import { enqueue } from "../jobs/enqueue";
import { forgetFieldsJob } from "./jobs/forget-fields";

/**
 * Destroys the data keys of an organization. What it keeps under no data key is overwritten by a job, which exists if and only if
 * the keys are destroyed. @returns how many keys
 */
export function destroyKeys(orgId: string): Promise<number> {
  return destroyDataKeys(orgId, (tx) => enqueue(tx, forgetFieldsJob, { org_id: orgId }));
}

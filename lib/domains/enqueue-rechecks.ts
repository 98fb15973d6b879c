import { withOperatorRole, withTenant } from "../db/tenant";
import { enqueue } from "../jobs/enqueue";
import { recheckDomainJob } from "./jobs/recheck-domain";

const EVERY_SECONDS = 3 * 3_600;
const PAGE = 500;

/**
 * Gives every verified name a job that looks for its proof again; also those of deleted organizations, which would keep them from
 * their next owners for ever. @returns how many names
 */
export async function enqueueRechecks(): Promise<number> {
  let count = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const domains = await withOperatorRole((tx) =>
      tx
        .selectFrom("domains")
        .select(["id", "org_id"])
        .where("verified_at", "is not", null)
        .where("id", ">", after)
        .orderBy("id")
        .limit(PAGE)
        .execute(),
    );
    for (const { id, org_id } of domains)
      await withTenant({ orgId: org_id }, (tx) =>
        enqueue(tx, recheckDomainJob, { org_id, domain_id: id }, { singletonKey: id, singletonSeconds: EVERY_SECONDS }),
      );
    count += domains.length;
    after = domains.at(-1)?.id ?? after;
    if (domains.length < PAGE) return count;
  }
}

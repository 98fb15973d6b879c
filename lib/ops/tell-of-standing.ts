import type { Standing } from "@/emails/standing";
import type { Context } from "../auth/context";
import { enqueue } from "../jobs/enqueue";
import { tellOfStandingJob } from "./jobs/tell-of-standing";

/** Has an organization's admins mailed what staff have just done to it: with the act or not at all. */
export async function tellOfStanding({ tx, org }: Context, standing: Standing): Promise<void> {
  await enqueue(tx, tellOfStandingJob, { org_id: org.id, standing, at: new Date().toISOString() });
}

import { tellOwnerJob } from "@/lib/auth/jobs/tell-owner";
import { drainJobs } from "@/lib/jobs/drain";

/** Sends what waits for owners of accounts, as the schedule of each minute does. */
export const tellOwners = () => drainJobs([tellOwnerJob], Date.now() + 30_000);

import { drainJobs } from "@/lib/jobs/drain";
import { mailInvitationJob } from "@/lib/members/jobs/mail-invitation";
import { type CaughtMail, mailTo } from "./mailbox";

/** The newest mail of an invitation to an address, where no server is there to run the job that mails it. */
export async function invitationTo(address: string): Promise<CaughtMail> {
  await drainJobs([mailInvitationJob], Date.now() + 60_000);
  return mailTo(address);
}

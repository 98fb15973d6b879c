/** What the scheduler does each minute, at once: looks for what is to be done, and runs what is queued. */
export async function schedulerMinute(base = process.env.PUBLIC_BASE_URL ?? ""): Promise<void> {
  await fetch(`${base}/api/cron/drain-jobs`, { headers: { authorization: `Bearer ${process.env.CRON_SECRET}` } });
}

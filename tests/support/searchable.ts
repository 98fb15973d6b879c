import { database } from "./database";
import { expect } from "./expect";
import { schedulerMinute } from "./scheduler-minute";

/** Waits for the job of each minute that writes what an organization's calls are found by. */
export async function searchable(organization: { id: string }): Promise<void> {
  const caughtUp = async () => {
    await schedulerMinute();
    const [row] = await database()`
      select 1 from public.search_progress p where org_id = ${organization.id} and history_before is null
        and not exists (select from public.events e where e.org_id = p.org_id and e.id > p.last_event_id)`;
    return row !== undefined;
  };
  await expect.poll(caughtUp, { timeout: 150_000 }).toBe(true);
}

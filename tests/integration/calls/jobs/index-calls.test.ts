import { beforeEach, expect, test } from "vitest";
import { indexCallsJob } from "@/lib/calls/jobs/index-calls";
import { logger } from "@/lib/log/logger";
import { makeAgent } from "../../../support/agent";
import { database } from "../../../support/database";
import { indexAllCalls } from "../../../support/index-calls";
import { insertCall } from "../../../support/insert-call";
import { makeOrganization, type TestOrganization } from "../../../support/organization";

let organization: TestOrganization;
beforeEach(async () => {
  organization = await makeOrganization();
  const agent = await makeAgent(organization.id, "retell");
  await indexAllCalls(organization.id);
  await insertCall(agent);
  await database()`
    update public.search_progress set history_before = now() + interval '1 day', history_before_id = gen_random_uuid()
    where org_id = ${organization.id}`;
});

const index = () =>
  indexCallsJob.execute(
    { org_id: organization.id },
    { jobId: "test", attempt: 1, deadline: Date.now() + 60_000, log: logger() },
  );

async function takeFor(interval: string): Promise<void> {
  await database()`
    update public.search_progress set reading_until = now() + ${interval}::interval where org_id = ${organization.id}`;
}

async function state() {
  const [row] = await database()<{ indexed: number; is_taken: boolean }[]>`
    select (select count(*)::int from public.call_search s where s.org_id = p.org_id) as indexed,
      reading_until is not null as is_taken
    from public.search_progress p where org_id = ${organization.id}`;
  return row;
}

test("an organization whose past is being read is left to the job that reads it", async () => {
  await takeFor("1 minute");
  await index();
  expect(await state()).toEqual({ indexed: 0, is_taken: true });
});

test("what a dead job had taken is read once its time is over, and given back", async () => {
  await takeFor("-1 second");
  await index();
  expect(await state()).toEqual({ indexed: 1, is_taken: false });
});

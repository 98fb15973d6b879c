import { afterAll, expect, test } from "vitest";
import { withOperatorRole } from "@/lib/db/tenant";
import { listTroubled } from "@/lib/ops/list-organizations";
import { makeAgent } from "../../support/agent";
import { keepAsFailed, makeCall, newestDelivery } from "../../support/call";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";

// Before all others by name, whatever else a database of tests holds.
const mark = `000000 ${crypto.randomUUID().slice(0, 8)}`;

const FINE = 200;

afterAll(() => database()`delete from public.organizations where name like ${`${mark} fine%`}`);

const troubledNow = async () => {
  const found = await withOperatorRole((tx) => listTroubled({ tx }, FINE));
  return found.filter(({ name }) => name.startsWith(mark));
};

test("whoever is in trouble is found behind any number of those who are not, and for each reason", async () => {
  const make = (name: string) => makeOrganization({ name: `${mark} ${name}` });
  const [failing, lacking, failed, paused, suspended, fine] = [
    await make("u failing"),
    await make("v lacking"),
    await make("w failed"),
    await make("x paused"),
    await make("y suspended"),
    await make("z fine"),
  ];
  const sql = database();
  await sql`
    insert into public.organizations (slug, name, industry, time_zone)
    select ${fine.slug} || '-' || n, ${mark} || ' fine ' || n, 'clinic', 'UTC' from generate_series(1, ${FINE}) n`;
  await sql`update public.agents set reconciliation_error = 'refused' where id = ${(await makeAgent(failing.id, "retell")).id}`;
  await sql`update public.agents set reconciled_missing_calls = 3 where id = ${(await makeAgent(lacking.id, "vapi")).id}`;
  await makeCall({ org: failed });
  await keepAsFailed((await newestDelivery(failed.id)).id);
  await sql`update public.agents set reconciled_missing_calls = 3, reconciliation_error = 'refused', paused_at = now()
    where id = ${(await makeAgent(paused.id, "retell")).id}`;
  await sql`update public.agents set reconciled_missing_calls = 3 where id = ${(await makeAgent(suspended.id, "vapi")).id}`;
  await sql`update public.organizations set suspended_at = now(), suspended_reason = 'unpaid' where id = ${suspended.id}`;
  await makeAgent(fine.id, "retell");
  expect(await troubledNow()).toMatchObject([
    { id: failing.id, state: "trouble", failing_agents: 1 },
    { id: lacking.id, state: "trouble", missing_calls: 3 },
    { id: failed.id, state: "trouble", failed_deliveries: 1 },
  ]);
});

import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { touchesOf } from "@/app/_ui/data/live-table";
import { applyKeptDeliveries } from "@/lib/ingest/jobs/apply-kept-deliveries";
import { drainJobs } from "@/lib/jobs/drain";
import { logger } from "@/lib/log/logger";
import { makeCall, newestDelivery } from "../../support/call";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";

/** A call whose analysis our side failed to apply once. */
async function withFailedDelivery() {
  const call = await makeCall({ org: await makeOrganization({ phi_protection: false }) });
  const { id } = await newestDelivery(call.org.id, "call_analyzed");
  await database()`
    update public.calls set successful = null, summary = null, analyzed_at = null, facets = facets - 'analysis'
    where id = ${call.id}`;
  await database()`update public.inbound_events set state = 'failed', error = 'the disk was full' where id = ${id}`;
  const state = async () => {
    const [row] = await database()<{ state: string; attempts: number }[]>`
      select state, attempts from public.inbound_events where id = ${id}`;
    return row;
  };
  return { org: call.org, delivery: id, state };
}

const run = (orgId: string, deadline: number) =>
  applyKeptDeliveries.execute(
    { org_id: orgId, state: "failed" },
    { jobId: crypto.randomUUID(), attempt: 1, deadline, log: logger() },
  );

test("when its time is up, the rest is another job's, and no try is lost", async () => {
  const { org, state } = await withFailedDelivery();
  await run(org.id, Date.now());
  const jobs = await database()`
    select retry_count from pgboss.job where name = ${applyKeptDeliveries.name} and data->>'org_id' = ${org.id}`;
  expect(jobs).toEqual([{ retry_count: 0 }]);
  await drainJobs([applyKeptDeliveries], Date.now() + 10_000);
  await expect.poll(state).toEqual({ state: "applied", attempts: 2 });
});

test("what was mended is told to whoever looks at what needs attention, and once", async () => {
  const { org, delivery, state } = await withFailedDelivery();
  // Nothing of the call changes: it knows already what the delivery says.
  await run(org.id, Date.now() + 10_000);
  await database()`update public.inbound_events set state = 'failed' where id = ${delivery}`;
  const told = async () => {
    const events = await database()<{ id: string; name: string; subject_type: string; subject_id: string | null }[]>`
      select id, name, subject_type, subject_id from public.events where org_id = ${org.id} order by id`;
    return events.filter((event) => touchesOf({ ...event, data: {} } as never).includes("/deliveries/attention"));
  };
  const before = (await told()).length;
  await run(org.id, Date.now() + 10_000);
  expect(await state()).toMatchObject({ state: "applied" });
  expect((await told()).slice(before)).toMatchObject([{ name: "delivery.replayed" }]);
  const [fact] = await database()`
    select data from public.events where org_id = ${org.id} and name = 'delivery.replayed' order by id desc limit 1`;
  expect(fact).toEqual({ data: { deliveries: 1 } });
  await run(org.id, Date.now() + 10_000);
  expect(await told()).toHaveLength(before + 1);
});

test("a run that loses to another does not call failed what the other has applied", async () => {
  const { org, delivery, state } = await withFailedDelivery();
  const key = randomInt(2 ** 31);
  await database().unsafe(`
    create function private.refuse_late_${key}() returns trigger language plpgsql as $$
    begin
      if new.org_id = '${org.id}' then
        perform pg_advisory_xact_lock(${key});
        raise exception 'refused for a test' using errcode = 'check_violation';
      end if;
      return new;
    end $$;
    create trigger refuse_late_${key} before update on public.calls
      for each row execute function private.refuse_late_${key}()`);
  try {
    const waiting = async () =>
      (await database()`select from pg_locks where locktype = 'advisory' and objid = ${key} and not granted`).length;
    let loser: Promise<void> | undefined;
    await database().begin(async (other) => {
      await other`select pg_advisory_xact_lock(${key})`;
      loser = run(org.id, Date.now() + 10_000);
      await expect.poll(waiting).toBe(1);
      await other`update public.inbound_events set state = 'applied', error = null where id = ${delivery}`;
    });
    await loser;
    expect(await state()).toEqual({ state: "applied", attempts: 1 });
    // Where nobody else has applied it, the same refusal is noted.
    await database()`update public.inbound_events set state = 'failed' where id = ${delivery}`;
    await run(org.id, Date.now() + 10_000);
    expect(await state()).toEqual({ state: "failed", attempts: 2 });
  } finally {
    await database().unsafe(`drop function private.refuse_late_${key}() cascade`);
  }
});

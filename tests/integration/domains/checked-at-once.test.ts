import type { TransactionSql } from "postgres";
import { expect, test } from "vitest";
import { GRACE_DAYS } from "@/lib/domains/grace";
import { domainOrThrow } from "@/lib/domains/list-domains";
import { readProof } from "@/lib/domains/read-proof";
import { recheckDomain } from "@/lib/domains/recheck-domain";
import type { Domain } from "@/lib/domains/schemas";
import { withJobContext } from "@/lib/jobs/with-job-context";
import { logger } from "@/lib/log/logger";
import { database } from "../../support/database";
import { leadsTo, verifiedDomain } from "../../support/domains";
import { writeRecord } from "../../support/serve-dns";

/** A name whose week is over, and the job in the middle of its work: the DNS has said that the record is gone. */
async function lapsing() {
  const domain = await verifiedDomain();
  await writeRecord(domain.proof.name, null);
  await domain.recheck();
  await domain.missingFor(GRACE_DAYS);
  const run = { data: { org_id: domain.org.id }, jobId: "test", attempt: 1, deadline: Date.now(), log: logger() };
  const seen = await withJobContext(run, "test", (ctx) => domainOrThrow(ctx, domain.id));
  const proof = await readProof(seen);
  expect(proof.found).toBe("nothing");
  return { ...domain, goOn: () => withJobContext(run, "test", (ctx) => recheckDomain(ctx, { seen, proof })) };
}

/** Does something while another transaction has changed a row and not committed; commits once that waits for it. */
async function meanwhile<T>(change: (tx: TransactionSql) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  let later: Promise<T> | undefined;
  await database().begin(async (tx) => {
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await change(tx);
    later = work();
    later.catch(() => undefined);
    await expect
      .poll(() => database()`select from pg_stat_activity where ${row?.pid ?? 0} = any (pg_blocking_pids(pid))`)
      .toHaveLength(1);
  });
  return later as Promise<T>;
}

test("control: what the job found out counts where nobody else has looked", async () => {
  const { hostname, goOn } = await lapsing();
  await goOn();
  expect(await leadsTo(hostname)).toBe(404);
});

test("a name that somebody has proven by hand since the job asked the DNS stays theirs", async () => {
  const { org, hostname, proof, verify, goOn, entries } = await lapsing();
  await writeRecord(proof.name, proof.value);
  expect((await verify()).json<Domain>()).toMatchObject({ state: "verified", lapses_at: null });
  await goOn();
  expect(await leadsTo(hostname)).toBe(org.slug);
  expect(await entries()).toEqual(["domain.missing"]);
});

test("so does one that is being proven in this moment", async () => {
  const { id, org, hostname, goOn } = await lapsing();
  await meanwhile(
    (tx) =>
      tx`update public.domains set checked_at = clock_timestamp(), problem = null, missing_since = null where id = ${id}`,
    goOn,
  );
  expect(await leadsTo(hostname)).toBe(org.slug);
});

test("one that lapses in the moment in which it is proven by hand is proven anew", async () => {
  const { id, org, hostname, proof, verify } = await lapsing();
  await writeRecord(proof.name, proof.value);
  const answer = await meanwhile(
    (tx) => tx`update public.domains set verified_at = null, missing_since = null, lapsed_at = now() where id = ${id}`,
    verify,
  );
  expect(answer.json<Domain>()).toMatchObject({ state: "verified", lapsed_at: null });
  expect(await leadsTo(hostname)).toBe(org.slug);
});

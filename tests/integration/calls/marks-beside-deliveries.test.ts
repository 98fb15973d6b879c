import type { TransactionSql } from "postgres";
import { expect, test } from "vitest";
import { PUT as putBillable } from "@/app/api/v1/orgs/[org]/calls/billable/route";
import { PUT as putReviewed } from "@/app/api/v1/orgs/[org]/calls/review/route";
import { makeAgent } from "../../support/agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { insertCall } from "../../support/insert-call";
import { makeOrganization } from "../../support/organization";

/** Deliveries that came together lock their calls by the vendor's ids, which are in another order than ours. */
test.each([
  ["billable", putBillable, { is_billable: false }],
  ["review", putReviewed, { is_reviewed: true }],
])(
  "calls that are marked together (%s) while deliveries change the same ones wait for these, and hold up none",
  async (what, put, body) => {
    const org = await makeOrganization();
    const agent = await makeAgent(org.id, "retell");
    const made = [await insertCall(agent), await insertCall(agent)].map(({ id }) => id).sort();
    // Ours first, the vendor's last.
    await database()`
    update public.calls set vendor_call_id = case id when ${made[0] ?? ""} then 'call_b' else 'call_a' end
    where id in ${database()(made)}`;
    const lock = (tx: TransactionSql, vendorCallId: string) =>
      tx`update public.calls set updated_at = now() where org_id = ${org.id} and vendor_call_id = ${vendorCallId}`;
    let marking: ReturnType<typeof callRoute> | undefined;
    await database().begin(async (tx) => {
      await lock(tx, "call_a");
      marking = callRoute(put, {
        method: "PUT",
        path: `/api/v1/orgs/${org.slug}/calls/${what}`,
        params: { org: org.slug },
        body: { ids: made, ...body },
        cookie: await org.admin.cookie(),
      });
      const [me] = await tx`select pg_backend_pid() as pid`;
      const waiting = () =>
        database()`select pid from pg_stat_activity where ${me?.pid}::int = any (pg_blocking_pids(pid))`;
      await expect.poll(async () => (await waiting()).length).toBe(1);
      await lock(tx, "call_b");
    });
    const answer = await marking;
    expect(answer?.status, answer?.text).toBe(200);
    expect(answer?.json<{ changed: string[] }>().changed.toSorted()).toEqual(made);
  },
);

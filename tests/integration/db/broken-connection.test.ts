import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { type Tx, withTenant } from "@/lib/db/tenant";
import { database } from "../../support/database";
import { makeOrganization } from "../../support/organization";

/** What a restart, a failover or an idle cut of the pooler does to one transaction. */
async function breakConnectionOf(tx: Tx): Promise<void> {
  const asked = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  const pid = asked.rows[0]?.pid ?? 0;
  await database()`select pg_terminate_backend(${pid})`;
  await expect.poll(async () => (await database()`select 1 from pg_stat_activity where pid = ${pid}`).length).toBe(0);
}

const currentOrg = async (tx: Tx) => {
  const { rows } = await sql<{ org: string | null }>`select private.current_org() as org`.execute(tx);
  return rows[0]?.org;
};

describe("a connection that breaks inside a transaction", () => {
  it("ends that transaction: whatever it asks later is refused, and never runs inside another one", async () => {
    const [left, right] = await Promise.all([makeOrganization(), makeOrganization()]);
    let goOn: () => void = () => {};
    const later = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const answers: unknown[] = [];
    const broken = withTenant({ orgId: left.id }, async (tx) => {
      await breakConnectionOf(tx);
      await later;
      answers.push(await currentOrg(tx).catch((error: { code?: string }) => error.code));
    });
    await expect(broken).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });

    // As many others as the pool has connections, the broken one among them, while the lost transaction goes on.
    const others = Array.from({ length: 8 }, () =>
      withTenant({ orgId: right.id }, async (tx) => {
        const before = await currentOrg(tx);
        goOn();
        await expect.poll(() => answers.length).toBe(1);
        return [before, await currentOrg(tx)];
      }),
    );
    expect(await Promise.all(others)).toEqual(others.map(() => [right.id, right.id]));
    expect(answers).toEqual(["CONNECTION_CLOSED"]);
  });

  it("costs nobody else anything: the pool goes on", async () => {
    const organization = await makeOrganization();
    for (let round = 0; round < 5; round++) {
      await expect(
        withTenant({ orgId: organization.id }, async (tx) => {
          await breakConnectionOf(tx);
          return currentOrg(tx);
        }),
      ).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION_CLOSED|57P01|ECONNRESET/) });
    }
    const asked = Array.from({ length: 16 }, () => withTenant({ orgId: organization.id }, currentOrg));
    expect(await Promise.all(asked)).toEqual(asked.map(() => organization.id));
  });
});

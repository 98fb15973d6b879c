import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { PATCH as change } from "@/app/api/v1/orgs/[org]/agents/[id]/route";
import { withOperatorRole, withoutTenant, withTenant } from "@/lib/db/tenant";
import { env } from "@/lib/env";
import { errorResponse } from "@/lib/http/errors";
import { logger } from "@/lib/log/logger";
import { makeAgent } from "../../support/agent";
import { aboutAgent } from "../../support/connectable-agent";
import { database } from "../../support/database";
import { callRoute } from "../../support/http";
import { makeOrganization, type TestOrganization } from "../../support/organization";

/** A tenant's statement lasts ten seconds at most, whatever it waits for, and takes nobody's connection with it. */

let org: TestOrganization;
beforeAll(async () => {
  org = await makeOrganization();
});

type State = { pid: number; limit: string; role: string; org_id: string | null };
const STATE = sql<State>`
  select pg_backend_pid() as pid, current_setting('statement_timeout') as "limit", current_user as role,
    nullif(current_setting('app.org_id', true), '') as org_id`;
const stateIn = async (tx: Parameters<typeof STATE.execute>[0]) => (await STATE.execute(tx)).rows[0];

test("every transaction of a tenant may take ten seconds a statement, an operator's thirty", async () => {
  expect(await withTenant({ orgId: org.id }, stateIn)).toMatchObject({ limit: "10s", role: "app_tenant" });
  expect(await withoutTenant(stateIn)).toMatchObject({ limit: "10s", role: "app_tenant" });
  expect(await withOperatorRole(stateIn)).toMatchObject({ limit: "30s", role: "app_operator" });
});

describe("a statement that lasts longer", () => {
  /** Sleeps in a tenant's transaction under a limit made shorter as the product sets it. */
  const sleep = (seconds: number, told: (pid: number) => void = () => undefined) =>
    withTenant({ orgId: org.id }, async (tx) => {
      told((await stateIn(tx))?.pid ?? 0);
      await sql`set local statement_timeout = '200ms'`.execute(tx);
      await sql`select pg_sleep(${seconds})`.execute(tx);
      return "done";
    });

  test("is cut off and told as too long, and one within its limit is not", async () => {
    expect(await sleep(0.02)).toBe("done");
    const started = performance.now();
    const thrown = await sleep(5).catch((error: unknown) => error);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(thrown).toMatchObject({ code: "57014" });
    const answer = errorResponse(thrown, "request-1", logger());
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      error: {
        code: "unavailable",
        message: "That took too long. Narrow the filters and try again.",
        request_id: "request-1",
      },
    });
  });

  test("undoes what its transaction did", async () => {
    const agent = await makeAgent(org.id, "retell");
    const work = withTenant({ orgId: org.id }, async (tx) => {
      await tx.updateTable("agents").set({ name: "Changed" }).where("id", "=", agent.id).execute();
      await sql`set local statement_timeout = '100ms'`.execute(tx);
      await sql`select pg_sleep(5)`.execute(tx);
    });
    await expect(work).rejects.toMatchObject({ code: "57014" });
    const [row] = await database()`select name from public.agents where id = ${agent.id}`;
    expect(row?.name).not.toBe("Changed");
  });

  test("leaves its connection to the next, under the usual limit and without its organization", async () => {
    let cut = 0;
    await expect(
      sleep(5, (pid) => {
        cut = pid;
      }),
    ).rejects.toMatchObject({ code: "57014" });
    // As many at once as there are connections, so that each is asked.
    const states = await Promise.all(
      Array.from({ length: env().DATABASE_POOL_SIZE }, () =>
        withoutTenant(async (tx) => {
          const state = await stateIn(tx);
          await pause(100);
          return state;
        }),
      ),
    );
    expect(states.map((state) => state?.pid)).toContain(cut);
    for (const state of states) expect(state).toMatchObject({ limit: "10s", role: "app_tenant", org_id: null });
  });
});

test("a request whose statement waits for another's lock is answered 503 after ten seconds, and works once that is gone", async () => {
  const agent = await makeAgent(org.id, "retell");
  const cookie = await org.admin.cookie();
  const rename = () =>
    callRoute(change, { ...aboutAgent(org, cookie, agent.id, "", "POST", { name: "Night desk" }), method: "PATCH" });
  const started = performance.now();
  const held = await database().begin(async (other) => {
    await other`select 1 from public.agents where id = ${agent.id} for update`;
    return rename();
  });
  const took = performance.now() - started;
  expect(held.status).toBe(503);
  expect(held.json()).toMatchObject({ error: { code: "unavailable", message: expect.stringContaining("too long") } });
  expect(took).toBeGreaterThanOrEqual(9_900);
  expect(took).toBeLessThan(14_000);
  const free = await rename();
  expect([free.status, free.json<{ name: string }>().name]).toEqual([200, "Night desk"]);
}, 40_000);

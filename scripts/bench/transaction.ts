import { sqlPool } from "../../lib/db/client";
import { withTenant } from "../../lib/db/tenant";
import type { BenchAgent } from "./bench-agent";
import { measureInTurns, ms } from "./measure";
import type { Figure } from "./report";

const TURNS = 2_000;
const STATEMENT = "select id, name, status from public.agents where org_id = $1 and id = $2";

/** What the wall costs: one read in a tenant's transaction against the same read by itself, in turns, on one pool. */
export async function benchTransaction(agent: Pick<BenchAgent, "orgId" | "id">): Promise<Figure[]> {
  const values = [agent.orgId, agent.id];
  const { plain, tenant } = await measureInTurns(
    {
      plain: () => sqlPool().unsafe(STATEMENT, values, { prepare: true }),
      tenant: () =>
        withTenant({ orgId: agent.orgId }, (_, raw) =>
          Promise.resolve(raw.unsafe(STATEMENT, values, { prepare: true })),
        ),
    },
    TURNS,
  );
  return [
    {
      name: "A read in a tenant's transaction, against the same read by itself",
      value: tenant.p50 / plain.p50,
      unit: "ratio",
      goal: { at_most: 2 },
      detail: `p50 ${ms(tenant.p50)} against ${ms(plain.p50)}`,
    },
  ];
}

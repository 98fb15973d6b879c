import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";
import { agentDeliveries, agentDuration, agentVisible } from "../metrics/catalogue";
import { type Outcomes, outcomesOf, p95 } from "./traffic";

/** How an agent's deliveries went in this hour and the one before. */
export type AgentTraffic = Outcomes & {
  agent_id: string;
  name: string;
  provider: string;
  org_slug: string;
  org_name: string;
  p95_committed_ms: number | null;
  p95_visible_ms: number | null;
};

const MOST_AGENTS = 25;

type Known = Pick<AgentTraffic, "agent_id" | "name" | "provider" | "org_slug" | "org_name">;

/** The agents that need somebody first, then the busiest; those beyond 25 are left to their organizations' pages. */
export async function agentTraffic(fields: Readonly<Record<string, number>>): Promise<AgentTraffic[]> {
  const ids = new Set(
    Object.keys(fields).flatMap((field) => {
      const [metric, id] = field.split("|");
      return metric === agentDeliveries.name && id && id !== "other" ? [id] : [];
    }),
  );
  const figures = [...ids].map((agent_id) => ({
    agent_id,
    ...outcomesOf(fields, `${agentDeliveries.name}|${agent_id}|`),
    p95_committed_ms: p95(fields, `${agentDuration.name}|${agent_id}`),
    p95_visible_ms: p95(fields, `${agentVisible.name}|${agent_id}`),
  }));
  const worst = figures
    .toSorted((a, b) => b.refused + b.failed - (a.refused + a.failed) || b.total - a.total)
    .slice(0, MOST_AGENTS);
  if (worst.length === 0) return [];
  const known = await withOperatorRole((tx) =>
    sql<Known>`
      select a.id as agent_id, a.name, a.provider, o.slug as org_slug, o.name as org_name
      from public.agents a join public.organizations o on o.id = a.org_id
      where a.id = any(${worst.map(({ agent_id }) => agent_id)}::uuid[]) and a.deleted_at is null`.execute(tx),
  );
  const byId = new Map(known.rows.map((row) => [row.agent_id, row]));
  return worst.flatMap((figure) => {
    const agent = byId.get(figure.agent_id);
    return agent ? [{ ...figure, ...agent }] : [];
  });
}

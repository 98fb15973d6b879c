import { sql } from "kysely";
import { withOperatorRole } from "../db/tenant";
import { agentDeliveries, agentDuration, agentVisible } from "../metrics/catalogue";
import { type Outcomes, outcomesOf, p95 } from "./traffic";

/** An agent and whose it is. */
export type KnownAgent = { agent_id: string; name: string; provider: string; org_slug: string; org_name: string };

/** How an agent's deliveries went in this hour and the one before. */
export type AgentTraffic = KnownAgent & Outcomes & { p95_committed_ms: number | null; p95_visible_ms: number | null };

type Fields = Readonly<Record<string, number>>;

const MOST_AGENTS = 25;

/** The agents that need somebody first, then the busiest; those beyond 25 are found by a search. */
export async function agentTraffic(fields: Fields): Promise<AgentTraffic[]> {
  const worst = agentsIn(fields)
    .map((agent_id) => ({ agent_id, ...figuresOf(fields, agent_id) }))
    .toSorted(worstFirst)
    .slice(0, MOST_AGENTS);
  if (worst.length === 0) return [];
  const known = await withOperatorRole((tx) =>
    sql<KnownAgent>`
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

/** What was counted of one agent; zeros when nothing was. */
export function figuresOf(fields: Fields, agentId: string): Omit<AgentTraffic, keyof KnownAgent> {
  return {
    ...outcomesOf(fields, `${agentDeliveries.name}|${agentId}|`),
    p95_committed_ms: p95(fields, `${agentDuration.name}|${agentId}`),
    p95_visible_ms: p95(fields, `${agentVisible.name}|${agentId}`),
  };
}

/** Order of the console: most deliveries lost first, then the busiest. */
export function worstFirst(a: Outcomes, b: Outcomes): number {
  return b.refused + b.failed - (a.refused + a.failed) || b.total - a.total;
}

function agentsIn(fields: Fields): string[] {
  const ids = Object.keys(fields).flatMap((field) => {
    const [metric, id] = field.split("|");
    return metric === agentDeliveries.name && id && id !== "other" ? [id] : [];
  });
  return [...new Set(ids)];
}

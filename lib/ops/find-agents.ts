import { sql } from "kysely";
import type { OperatorContext } from "../http/with-operator";
import { readAgentFigures } from "../metrics/read-hours";
import { type AgentTraffic, figuresOf, type KnownAgent, worstFirst } from "./agent-traffic";
import type { FindAgents } from "./schemas";

/**
 * How an operator's search ended; `more` when there are agents beyond the first 50 by organization and name. Not `counted`
 * while Redis, which adds the instances' figures up, is away: the agents come without figures then.
 */
export type FoundAgents = { counted: boolean; data: (AgentTraffic | KnownAgent)[]; more: boolean };

const MOST_AGENTS = 50;

/**
 * The agents whose organization, organization's address or own name begins with `search`, or whose webhook token it is,
 * each with its deliveries of this hour and the one before: those that lose most first, the silent ones last; by
 * organization and name where nothing is counted.
 */
export async function findAgents({ tx }: Pick<OperatorContext, "tx">, { search }: FindAgents): Promise<FoundAgents> {
  const prefix = `${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const [known, fields] = await Promise.all([
    sql<KnownAgent>`
      select a.id as agent_id, a.name, a.provider, o.slug as org_slug, o.name as org_name
      from public.agents a join public.organizations o on o.id = a.org_id
      where a.deleted_at is null and o.deleted_at is null
        and (lower(o.name) like ${prefix} or o.slug like ${prefix} or lower(a.name) like ${prefix} or a.token = ${search})
      order by lower(o.name), lower(a.name), a.id
      limit ${MOST_AGENTS + 1}`.execute(tx),
    readAgentFigures(),
  ]);
  const more = known.rows.length > MOST_AGENTS;
  const agents = known.rows.slice(0, MOST_AGENTS);
  if (!fields) return { counted: false, data: agents, more };
  const data = agents.map((agent) => ({ ...agent, ...figuresOf(fields, agent.agent_id) }));
  return { counted: true, data: data.toSorted(worstFirst), more };
}

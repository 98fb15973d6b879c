import type { PeriodFigures } from "@/lib/analytics/read-figures";
import { figuresPath, type PeriodFilters } from "../../../_ui/figures/period-filters";

/** More columns than this cannot be read beside each other. */
export const MOST_COMPARED = 4;

/** Thirty days, unless the address says otherwise: an agent's day is too short to judge it by. */
export const COMPARED_RANGE = "30d";

/** The API path of the figures of all agents, by which the busiest are known. */
export function wholePath(filters: PeriodFilters): string {
  return figuresPath({ ...filters, agent_id: [], range: filters.range ?? COMPARED_RANGE });
}

/** Who held the most calls. */
export function busiestOf(whole: PeriodFigures | undefined): string[] {
  return whole?.agents.slice(0, 2).map(({ agent }) => agent.id) ?? [];
}

/** The API path of each compared agent's figures: those of the address, else `otherwise`. */
export function comparedPaths(filters: PeriodFilters, otherwise: readonly string[]): string[] {
  const ids = filters.agent_id.length > 0 ? filters.agent_id : otherwise;
  const range = filters.range ?? COMPARED_RANGE;
  return ids.slice(0, MOST_COMPARED).map((id) => figuresPath({ ...filters, range, agent_id: [id] }));
}

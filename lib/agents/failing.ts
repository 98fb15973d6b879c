import { type RawBuilder, sql } from "kysely";
import type { AgentRow } from "./rows";

const HOURS = 24;

/** Whether the newest thing that happened to an agent, within a day, was a refused delivery. */
export function isFailing({
  last_rejected_at,
  last_delivery_at,
}: Pick<AgentRow, "last_rejected_at" | "last_delivery_at">): boolean {
  if (!last_rejected_at || Date.now() - last_rejected_at.getTime() > HOURS * 3_600_000) return false;
  return !last_delivery_at || last_rejected_at > last_delivery_at;
}

/** The same in a statement, never null. @param agents what `public.agents` is called there */
export function isFailingSql(agents: string): RawBuilder<boolean> {
  const at = (column: "last_rejected_at" | "last_delivery_at") => sql.ref(`${agents}.${column}`);
  return sql<boolean>`coalesce(
    ${at("last_rejected_at")} >= now() - interval '1 hour' * ${sql.lit(HOURS)}
      and ${at("last_rejected_at")} > coalesce(${at("last_delivery_at")}, '-infinity'), false)`;
}

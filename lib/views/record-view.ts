import type { Context } from "../auth/context";
import { recordEvent } from "../events/record-event";

type View = { id: string; screen: string; name: string; query: string; is_shared: boolean };

/**
 * States what became of a view. What a person keeps for themselves nobody else reads, in the audit log neither; of a shared
 * one the log tells by what it filters, never for which number or words.
 */
export function recordView(ctx: Context, name: "view.saved" | "view.deleted", view: View): Promise<void> {
  const { id, screen, is_shared } = view;
  const told = is_shared
    ? { screen, is_shared, name: view.name, filters: filtersOf(view.query) }
    : { screen, is_shared };
  const change = name === "view.saved" ? { after: told } : { before: told, after: {} };
  return recordEvent(ctx, { name, subject: { type: "view", id }, data: { is_shared } }, change);
}

function filtersOf(query: string): string[] {
  return [...new Set(new URLSearchParams(query).keys())];
}

import type { Context } from "../auth/context";
import type { EventData } from "../events/catalogue";
import { recordEvent } from "../events/record-event";

/**
 * States once that calls were marked alike: one fact and one entry of the audit log, which lists them. None changed, nothing stated.
 * @returns the ids that changed
 */
export async function recordMarked<N extends "call.billable_changed" | "call.review_changed">(
  ctx: Context,
  name: N,
  rows: readonly { id: string }[],
  { said, before, after }: { said: EventData<N>; before: object; after: object },
): Promise<{ changed: string[] }> {
  const changed = rows.map(({ id }) => id);
  if (changed.length > 0) {
    const subject = { type: "call", ...(changed.length === 1 ? { id: changed[0] } : {}) } as const;
    const data = { ...said, calls: changed.length };
    await recordEvent(ctx, { name, subject, data }, { before: { ...before }, after: { ...after, calls: changed } });
  }
  return { changed };
}

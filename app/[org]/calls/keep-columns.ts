import type { CallColumn } from "@/lib/views/call-columns";
import { send } from "../../_ui/data/fetcher";
import { toastError } from "../../_ui/toast";

let earlier: Promise<unknown> = Promise.resolve();

/**
 * Keeps which columns a person's tables of calls have, null for the usual ones: choices one after the other, as they were made,
 * so that the last one stays. What fails is told by a toast, and thrown.
 */
export async function keepColumns(columns: readonly CallColumn[] | null): Promise<void> {
  const attempt = { "idempotency-key": crypto.randomUUID() };
  const keep = () => send("PUT", "/api/v1/preferences", { calls_columns: columns }, attempt);
  const kept = earlier.then(keep, keep);
  earlier = kept;
  try {
    await kept;
  } catch (error) {
    toastError(error);
    throw error;
  }
}

import type { CallColumn } from "@/lib/views/call-columns";
import { send } from "../../_ui/data/fetcher";
import { toastError } from "../../_ui/toast";

/** Keeps which columns a person's tables of calls have, null for the usual ones. What fails is told by a toast, and thrown. */
export async function keepColumns(columns: readonly CallColumn[] | null): Promise<void> {
  try {
    const attempt = { "idempotency-key": crypto.randomUUID() };
    await send("PUT", "/api/v1/preferences", { calls_columns: columns }, attempt);
  } catch (error) {
    toastError(error);
    throw error;
  }
}

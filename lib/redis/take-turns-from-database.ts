import { sql } from "kysely";
import { withoutTenant } from "../db/tenant";
import { bucketsAt, type Turn, turnOf, type Window } from "./sliding-window";

/**
 * Counts a request against several limits in Postgres, all or nothing: the second way of what must not pass uncounted
 * while Redis is away. Slower, and on the machine that has other work, so nobody comes here first.
 * @param windows one for each limit; `key` names who is limited, in no clear text
 */
export async function takeTurnsFromDatabase(
  windows: readonly (Window & { key: string })[],
  now: number,
): Promise<Turn[]> {
  const asked = windows.map(({ key, limit, window_ms }) => ({
    key,
    most: limit,
    ...bucketsAt({ limit, window_ms }, now),
    forget_after_ms: 2 * window_ms,
  }));
  const { rows } = await withoutTenant((tx) =>
    sql<{ counted: Record<string, number> }>`
      select counted from private.take_turns(${JSON.stringify(asked)}::jsonb)`.execute(tx),
  );
  return windows.map((window, i) => {
    const counted = Object.entries(rows[i]?.counted ?? {});
    return turnOf(
      window,
      counted.map(([bucket, requests]) => [Number(bucket), requests] as const),
      now,
    );
  });
}

const DAY_MS = 86_400_000;

/** What of a key decides whether somebody has to be told. */
export type KeyAge = {
  created_at: Date;
  expires_at: Date | null;
  reminded_14_days_at: Date | null;
  reminded_3_days_at: Date | null;
  reminded_rotation_at: Date | null;
};

/** `14_days` and `3_days` before it expires; `rotation` when it is a year old, and every year again. */
export type Reminder = "14_days" | "3_days" | "rotation";

/**
 * The reminder that is due for a key, if one is; at most one a day. A key that was made for less than the span is not
 * announced by it: whoever made it for a week knows.
 */
export function dueReminder(key: KeyAge, nowMs: number): Reminder | undefined {
  const { created_at, expires_at } = key;
  const left = expires_at ? expires_at.getTime() - nowMs : Number.POSITIVE_INFINITY;
  const meant = expires_at ? expires_at.getTime() - created_at.getTime() : Number.POSITIVE_INFINITY;
  if (left <= 0) return undefined;
  if (left <= 3 * DAY_MS) return !key.reminded_3_days_at && meant > 3 * DAY_MS ? "3_days" : undefined;
  if (left <= 14 * DAY_MS) return !key.reminded_14_days_at && meant > 14 * DAY_MS ? "14_days" : undefined;
  const since = Math.max(created_at.getTime(), key.reminded_rotation_at?.getTime() ?? 0);
  return nowMs - since > 365 * DAY_MS ? "rotation" : undefined;
}

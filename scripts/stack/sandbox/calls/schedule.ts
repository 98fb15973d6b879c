import type { CallRecord } from "../state/records";

/** The part of a call that decides when things happen. `length_ms` is the call's own duration. */
export type Schedule = Pick<CallRecord, "placed_at" | "started_at" | "pace">;

/**
 * A demo call runs several times faster than life, yet its vendor times must agree with its recording and never lie in
 * the future. So its clock is set back: it reports a pick-up early enough to end truthfully when its last word is sent.
 * @param first_offset_ms of the first event; negative when the phone rings before pick-up
 */
export function setClock(placed_at: number, pace: number, first_offset_ms: number, length_ms: number): Schedule {
  const seconds_on_the_wall = pace === 0 ? 0 : (length_ms - first_offset_ms) / pace;
  // At once means that even the analysis, some seconds after the end, has already happened.
  const settled = pace === 0 ? 5_000 : 0;
  return { placed_at, pace, started_at: Math.round(placed_at + seconds_on_the_wall - length_ms - settled) };
}

/** When an event of the call is sent. What follows the end of the call (its analysis) takes as long as in life. */
export function wallTime(schedule: Schedule, length_ms: number, offset_ms: number): number {
  if (schedule.pace === 0) return schedule.placed_at;
  const ended_at = schedule.started_at + length_ms;
  const remaining = length_ms - offset_ms;
  return remaining < 0 ? ended_at - remaining : ended_at - remaining / schedule.pace;
}

/** How far the call has come at a moment: the offset that is being lived through. */
export function offsetAt(schedule: Schedule, length_ms: number, now: number): number {
  const since_end = now - (schedule.started_at + length_ms);
  return length_ms + (since_end > 0 ? since_end : since_end * schedule.pace);
}

import { bucketsAt, type Turn, turnOf, type Window } from "./sliding-window";

const MOST_KEYS = 10_000;

let windows = new Map<string, [bucket: number, requests: number][]>();

/** Counts a request in this process, for the time Redis is away. Holds at most 10,000 keys: older ones are forgotten first. */
export function takeFromMemory(key: string, window: Window, now = Date.now()): Turn {
  const { newest, oldest } = bucketsAt(window, now);
  const counted = (windows.get(key) ?? []).filter(([bucket]) => bucket >= oldest);
  const turn = turnOf(window, counted, now);
  if (turn.allowed) {
    const last = counted.at(-1);
    if (last?.[0] === newest) last[1] += 1;
    else counted.push([newest, 1]);
  }
  windows.delete(key);
  windows.set(key, counted);
  if (windows.size > MOST_KEYS) windows = new Map([...windows].slice(-MOST_KEYS / 2));
  return turn;
}

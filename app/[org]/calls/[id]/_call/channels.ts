import { type Line, voices } from "./conversation-timeline";

/** Whom a listener hears: everybody, or one channel of a recording that has two. */
export type Heard = "both" | 0 | 1;

/** By how much the louder channel must be the louder one, as a share of all that was measured. */
const CLEAR = 0.1;

/**
 * Which channel the agent was recorded on. Vendors do not say: it is the one that sounds while the agent speaks. Null where
 * the sound does not tell.
 * @param peaks loudness per bar, one list per channel
 */
export function agentChannelOf(
  peaks: readonly (readonly number[])[],
  lines: readonly Line[],
  durationMs: number,
): 0 | 1 | null {
  const [left, right] = peaks;
  if (!left || !right || durationMs <= 0) return null;
  const spans = voices(lines, durationMs);
  let at = 0;
  let lead = 0;
  let all = 0;
  left.forEach((peak, bar) => {
    const ms = ((bar + 0.5) / left.length) * durationMs;
    while ((spans[at + 1]?.from_ms ?? Number.POSITIVE_INFINITY) <= ms) at += 1;
    const voice = spans[at]?.voice;
    if (voice === undefined || voice === "silence") return;
    const difference = peak - (right[bar] ?? 0);
    lead += voice === "agent" ? difference : -difference;
    all += Math.abs(difference);
  });
  if (all === 0 || Math.abs(lead) < all * CLEAR) return null;
  return lead > 0 ? 0 : 1;
}

import type { Format } from "@/app/_ui/format/use-format";
import type { Overview } from "@/lib/analytics/read-overview";

/**
 * The sentence the reader came for: is everything answering, and is anything to be done.
 * @param mayChange whether it can be done by the reader: what is beyond them does not need them
 */
export function answerOf(format: Format, { agents, attention, live_calls }: Overview, mayChange: boolean): string {
  if (agents.total === 0) return "No agent answers your calls yet.";
  const whom = mayChange ? "you" : "attention";
  const needs =
    attention.length === 0
      ? `Nothing needs ${whom}.`
      : `${sentenceCount(format, attention.length, "thing")} need${attention.length === 1 ? "s" : ""} ${whom}.`;
  const live =
    live_calls > 0 ? ` ${sentenceCount(format, live_calls, "call")} ${live_calls === 1 ? "is" : "are"} under way.` : "";
  return `${answering(format, agents)}${live} ${needs}`;
}

// An agent whose deliveries are refused may talk to callers, but nothing of it arrives: it does not count as answering.
function answering(format: Format, { total, waiting, paused, rejecting, ...agents }: Overview["agents"]): string {
  const validated = agents.validated - rejecting;
  if (validated === total) {
    if (total === 1) return "Your agent is answering.";
    return total === 2 ? "Both agents are answering." : `All ${format.words(total)} agents are answering.`;
  }
  if (validated === 0 && waiting > 0) return "No agent is answering yet.";
  if (validated === 0 && paused === total) return total === 1 ? "Your agent is paused." : "All agents are paused.";
  return `${capital(format.words(validated))} of ${format.words(total)} agents ${validated === 1 ? "is" : "are"} answering.`;
}

function sentenceCount(format: Format, count: number, noun: string): string {
  return `${capital(format.words(count))} ${noun}${count === 1 ? "" : "s"}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Of fewer calls than this a share says little: one more than one is not "100%". */
const FEW = 20;

/** Today's calls against yesterday at the same time, in words. */
export function comparisonOf(format: Format, { today, yesterday_until_now: yesterday, has_calls }: Overview): string {
  if (!has_calls) return "The first call appears here while it is still ringing.";
  const calls = `${format.count(today.calls, "call")} today`;
  if (yesterday.calls === 0)
    return today.calls === 0 ? "No calls yet today." : `${calls}, none by this time yesterday.`;
  const change = today.calls - yesterday.calls;
  if (change === 0) return `${calls}, as many as yesterday at this time.`;
  const share = Math.round((Math.abs(change) / yesterday.calls) * 100);
  const amount = share === 0 || yesterday.calls < FEW ? format.number(Math.abs(change)) : `${format.number(share)}%`;
  return `${calls}, ${amount} ${change > 0 ? "more" : "fewer"} than yesterday at this time.`;
}

import type { Overview } from "@/lib/analytics/read-overview";
import { formatCount } from "../../_ui/format/format-count";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** The sentence the reader came for: is everything answering, and is anything theirs to do. */
export function answerOf({ agents, attention, live_calls }: Overview): string {
  if (agents.total === 0) return "No agent answers your calls yet.";
  const needs =
    attention.length === 0
      ? "Nothing needs you."
      : `${sentenceCount(attention.length, "thing")} need${attention.length === 1 ? "s" : ""} you.`;
  const live =
    live_calls > 0 ? ` ${sentenceCount(live_calls, "call")} ${live_calls === 1 ? "is" : "are"} under way.` : "";
  const refused = attention.filter((item) => item.kind === "agent_rejecting").length;
  return `${answering(agents, refused)}${live} ${needs}`;
}

// An agent whose deliveries are refused may talk to callers, but nothing of it arrives: it does not count as answering.
function answering({ total, waiting, paused, ...agents }: Overview["agents"], refused: number): string {
  const validated = Math.max(0, agents.validated - refused);
  if (validated === total) {
    if (total === 1) return "Your agent is answering.";
    return total === 2 ? "Both agents are answering." : `All ${word(total).toLowerCase()} agents are answering.`;
  }
  if (validated === 0 && waiting > 0) return "No agent is answering yet.";
  if (validated === 0 && paused === total) return total === 1 ? "Your agent is paused." : "All agents are paused.";
  return `${word(validated)} of ${word(total).toLowerCase()} agents ${validated === 1 ? "is" : "are"} answering.`;
}

function word(count: number): string {
  return NUMBERS[count] ?? String(count);
}

function sentenceCount(count: number, noun: string): string {
  return `${word(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Today's calls against yesterday at the same time, in words. */
export function comparisonOf({ today, yesterday_until_now: yesterday, has_calls }: Overview): string {
  if (!has_calls) return "The first call appears here while it is still ringing.";
  const calls = `${formatCount(today.calls, "call")} today`;
  if (yesterday.calls === 0)
    return today.calls === 0 ? "No calls yet today." : `${calls}, none by this time yesterday.`;
  const change = today.calls - yesterday.calls;
  if (change === 0) return `${calls}, as many as yesterday at this time.`;
  const share = Math.round((Math.abs(change) / yesterday.calls) * 100);
  const amount = share === 0 ? formatCount(Math.abs(change), "call") : `${share.toLocaleString("en-US")}%`;
  return `${calls}, ${amount} ${change > 0 ? "more" : "fewer"} than yesterday at this time.`;
}

import { CONVERSATIONS } from "../conversations/catalogue";
import type { Conversation, Industry } from "../conversations/conversation";

/**
 * Picks a conversation as life would: by likelihood, for the business, at this hour of the day. People are called
 * between nine and seven; at night there are fewer bookings and more of the calls nobody wants.
 */
export function chooseConversation(industry: Industry, hour: number, random: () => number = Math.random): Conversation {
  const candidates = CONVERSATIONS.filter((conversation) => conversation.industries.includes(industry));
  return chooseByWeight(candidates, (conversation) => conversation.weight * dayFactor(conversation, hour), random);
}

function chooseByWeight(
  candidates: readonly Conversation[],
  weightOf: (conversation: Conversation) => number,
  random: () => number,
): Conversation {
  let at = random() * candidates.reduce((sum, candidate) => sum + weightOf(candidate), 0);
  const chosen = candidates.find((candidate) => {
    at -= weightOf(candidate);
    return at < 0;
  });
  if (!chosen) throw new Error("No conversation is written for this kind of call");
  return chosen;
}

function dayFactor(conversation: Conversation, hour: number): number {
  const isOpen = hour >= 8 && hour < 18;
  if (conversation.direction === "outbound") return hour >= 9 && hour < 19 ? 1 : 0;
  const { intent } = conversation.analysis.custom;
  if (isOpen) return 1;
  return intent === "spam" || intent === "opening_hours" || intent === "medical_emergency" || intent === "unknown"
    ? 2
    : 0.6;
}

/** An outbound conversation for a call that somebody ordered at the vendor's API. */
export function chooseOutbound(industry: Industry, random: () => number = Math.random): Conversation {
  const outbound = CONVERSATIONS.filter(
    ({ direction, industries }) => direction === "outbound" && industries.includes(industry),
  );
  return chooseByWeight(outbound, ({ weight }) => weight, random);
}

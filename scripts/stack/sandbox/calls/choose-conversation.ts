import { CONVERSATIONS } from "../conversations/catalogue";
import type { Conversation, Industry } from "../conversations/conversation";
import type { AgentRecord } from "../state/records";

type Answering = { industry: Industry; conversations?: AgentRecord["conversations"] };

/**
 * Picks a conversation as life would: by likelihood, for the agent, at this hour of the day. An agent that is never
 * called at this hour still gets one of its own, since somebody asked for it.
 */
export function chooseConversation(agent: Answering, hour: number, random: () => number = Math.random): Conversation {
  const candidates = conversationsOf(agent);
  const isLikely = likelihood(agent, hour) > 0;
  return chooseByWeight(candidates, (one) => one.weight * (isLikely ? dayFactor(one, hour) : 1), random);
}

/** How often an agent's telephone rings at this hour, compared with others. */
export const likelihood = (agent: Answering, hour: number): number =>
  conversationsOf(agent).reduce((sum, one) => sum + one.weight * dayFactor(one, hour), 0);

/** An outbound conversation for a call that somebody ordered at the vendor's API. */
export function chooseOutbound(industry: Industry, random: () => number = Math.random): Conversation {
  const outbound = conversationsOf({ industry }).filter((one) => one.direction === "outbound");
  return chooseByWeight(outbound, ({ weight }) => weight, random);
}

/** One of several, each as likely as its weight. */
export function chooseByWeight<T>(
  candidates: readonly T[],
  weightOf: (candidate: T) => number,
  random: () => number = Math.random,
): T {
  let at = random() * candidates.reduce((sum, candidate) => sum + weightOf(candidate), 0);
  const chosen = candidates.find((candidate) => {
    at -= weightOf(candidate);
    return at < 0;
  });
  if (chosen === undefined) throw new Error("There is nothing likely to choose from");
  return chosen;
}

const conversationsOf = ({ industry, conversations }: Answering): Conversation[] =>
  CONVERSATIONS.filter(({ id, industries }) => conversations?.includes(id) ?? industries.includes(industry));

/** People are called between nine and seven; at night come fewer bookings and more of the calls nobody wants. */
function dayFactor(conversation: Conversation, hour: number): number {
  if (conversation.direction === "outbound") return hour >= 9 && hour < 19 ? 1 : 0;
  if (hour >= 8 && hour < 18) return 1;
  const { intent } = conversation.analysis.custom;
  const isForNight =
    intent === "spam" || intent === "opening_hours" || intent === "medical_emergency" || intent === "unknown";
  return isForNight ? 2 : 0.6;
}

import { CONVERSATIONS } from "../conversations/catalogue";
import type { Conversation, Industry } from "../conversations/conversation";

/** Fictional numbers (555-01xx) of people who never say their name, by the town of the business. */
const PASSERS_BY: Record<Industry, readonly string[]> = {
  clinic: ["40", "41", "42", "43", "44", "45", "46", "47"].map((end) => `+151255501${end}`),
  dealer: ["60", "61", "62", "63", "64", "65", "66", "67"].map((end) => `+130355501${end}`),
};

/** Every number that may call: about sixty, so that callers come back. */
export const CALLERS: readonly string[] = [
  ...CONVERSATIONS.flatMap((conversation) => conversation.persona?.numbers ?? []),
  ...PASSERS_BY.clinic,
  ...PASSERS_BY.dealer,
];

/** The numbers from which a conversation can come. A named person always uses their own. */
export const callersOf = (conversation: Conversation, industry: Industry): readonly string[] =>
  conversation.persona?.numbers ?? PASSERS_BY[industry];

import { chooseConversation } from "../stack/sandbox/calls/choose-conversation";
import { findConversation } from "../stack/sandbox/conversations/catalogue";
import type { Conversation } from "../stack/sandbox/conversations/conversation";
import { type CallTemplate, callTemplate } from "./call-template";
import { type CallTime, callTimes } from "./call-times";
import { callerBook } from "./caller-book";
import { type SeededAgent, type SeededOrganization, uuidLike } from "./make-organization";
import type { Random } from "./random";
import type { PastCall } from "./write-call";

/** The newest calls must be over and analysed before now. */
const SETTLED_MS = 5 * 60_000;

/** One call in so many the vendor could not put through. */
const REFUSED = 1 / 250;

const TEST_REASONS = [
  "Test call by the front desk",
  "Trying a new greeting",
  "Training a colleague",
  "Checked the transfer to a person",
];

const DAY_MS = 86_400_000;

/**
 * The calls of an organization's year, oldest first.
 * @param options.unreviewed_days what went wrong earlier than so many days ago, somebody has looked at; by default nobody has
 */
export function* pastCalls(
  organization: SeededOrganization,
  options: { count: number; now: number; recordingsUrl: string; random: Random; unreviewed_days?: number },
): Generator<PastCall> {
  const { count, now, recordingsUrl, random, unreviewed_days = Number.POSITIVE_INFINITY } = options;
  const caller = callerBook(organization, random);
  const business = { industry: organization.speaks_for, time_zone: organization.time_zone };
  for (const time of callTimes(business, count, now - SETTLED_MS, random)) {
    const conversation = conversationAt(organization, time, random);
    const agent = agentFor(organization, conversation, time, random);
    const template = callTemplate(conversation, agent.provider, time.at, recordingsUrl);
    const looked = time.at < now - unreviewed_days * DAY_MS && needsReview(template);
    yield {
      id: random.id(time.at),
      org_id: organization.id,
      agent_id: agent.id,
      provider: agent.provider,
      vendor_call_id: agent.provider === "retell" ? `call_${random.hex(27)}` : uuidLike(random),
      business_number: agent.business_number,
      caller_number: caller(conversation),
      at: time.at,
      test: random.chance(1 / 40) ? { reason: random.pick(TEST_REASONS), changed_by: organization.admin_id } : null,
      reviewed: looked ? { at: time.at + DAY_MS, by: organization.admin_id } : null,
      template,
    };
  }
}

function needsReview({ values: { status, successful, voicemail, sentiment } }: CallTemplate): boolean {
  return status === "error" || sentiment === "negative" || (successful === false && voicemail !== true);
}

function conversationAt({ speaks_for }: SeededOrganization, { hour }: CallTime, random: Random): Conversation {
  const refused = random.chance(REFUSED) ? findConversation("request-failed") : undefined;
  return refused ?? chooseConversation({ industry: speaks_for }, hour, random.next);
}

function agentFor(
  { agents }: SeededOrganization,
  conversation: Conversation,
  time: CallTime,
  random: Random,
): SeededAgent {
  const inService = agents.filter(({ from, until }) => time.at >= from && time.at < until);
  const weights = inService.map((agent) => agent.takes(conversation, time.isOpen));
  let at = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const chosen = inService.find((_, index) => {
    at -= weights[index] ?? 0;
    return at < 0;
  });
  const anybody = chosen ?? inService[0] ?? agents[0];
  if (!anybody) throw new Error("An organization without agents has no calls");
  return anybody;
}

import { randomUUID } from "node:crypto";
import type { Conversation } from "../../scripts/stack/sandbox/conversations/conversation";
import { makeAgent, type TestAgent } from "./agent";
import { database } from "./database";
import { bodiesOfCall, deliver } from "./deliveries";
import { makeOrganization, type TestOrganization } from "./organization";

export type TestCall = {
  org: TestOrganization;
  agent: TestAgent;
  id: string;
  vendor_call_id: string;
  bodies: string[];
};

type CallOptions = {
  provider?: "retell" | "vapi";
  org?: TestOrganization;
  agent?: TestAgent;
  /** only so many of the vendor's deliveries, in its order */
  deliveries?: number;
  started_at?: number;
  recordings_url?: string;
  conversation?: Conversation;
  /** how a delivery reaches us; by default the handler is called as a function */
  send?: (agent: TestAgent, rawBody: string) => Promise<void>;
};

async function deliverOrThrow(agent: TestAgent, rawBody: string): Promise<void> {
  const answer = await deliver(agent, rawBody);
  if (answer.status !== 200) throw new Error(`A delivery was answered ${answer.status}: ${answer.text}`);
}

/** A whole call in an organization of its own, made by everything its vendor sends about it. */
export async function makeCall(options: CallOptions = {}): Promise<TestCall> {
  const org = options.org ?? (await makeOrganization());
  const agent = options.agent ?? (await makeAgent(org.id, options.provider ?? "retell"));
  const { started_at, recordings_url } = options;
  const { call_id, bodies } = bodiesOfCall(agent, options.conversation, {
    ...(started_at === undefined ? {} : { started_at }),
    ...(recordings_url === undefined ? {} : { recordings_url }),
  });
  const send = options.send ?? deliverOrThrow;
  for (const body of bodies.slice(0, options.deliveries)) await send(agent, body);
  const [call] = await database()<{ id: string }[]>`
    select id from public.calls where org_id = ${org.id} and vendor_call_id = ${call_id}`;
  if (!call) throw new Error("The deliveries made no call");
  return { org, agent, id: call.id, vendor_call_id: call_id, bodies };
}

/** The newest delivery of an organization, or the newest of one event type. */
export async function newestDelivery(orgId: string, eventType?: string): Promise<{ id: string; state: string }> {
  const [row] = await database()<{ id: string; state: string }[]>`
    select id, state from public.inbound_events
    where org_id = ${orgId} and (${eventType ?? null}::text is null or event_type = ${eventType ?? null})
    order by id desc limit 1`;
  if (!row) throw new Error("There is no such delivery");
  return row;
}

/** A delivery that was kept although our side failed to apply it, as often as it tries by itself: the next one is a person's. */
export async function keepAsFailed(id: string, error = "the disk was full"): Promise<void> {
  await database()`update public.inbound_events set state = 'failed', error = ${error}, attempts = 8 where id = ${id}`;
}

/** An id that nothing has. */
export const nobodysId = () => randomUUID();

import { makeAgent } from "../../../support/agent";
import { makeCall, newestDelivery } from "../../../support/call";
import { database } from "../../../support/database";
import { bodiesOfCall, deliver } from "../../../support/deliveries";
import { makeOrganization } from "../../../support/organization";
import { callProduct } from "../call-product";
import { about, type Change, type Mutation } from "./mutation";

async function withCall(): Promise<Change> {
  const { org, id } = await makeCall();
  return { org, params: { id } };
}

async function running(): Promise<Change> {
  const org = await makeOrganization();
  const agent = await makeAgent(org.id, "vapi");
  const live_url = `${process.env.VAPI_BASE_URL}/live`;
  const { bodies } = bodiesOfCall(agent, undefined, { started_at: Date.now() - 5_000, live_url });
  for (const body of bodies.slice(0, 4)) await deliver(agent, body);
  const [call] = await database()<{ id: string }[]>`select id from public.calls where org_id = ${org.id}`;
  return { org, params: { id: call?.id ?? "" } };
}

const noteOf = (body?: object) => async (): Promise<Change> => {
  const { org, params } = await withCall();
  const note = await callProduct("POST", "/calls/[id]/notes", { org, params: params ?? {}, body: { body: "A word" } });
  return { org, ...about(body)(note.json<{ id: string }>().id) };
};

/** Calls, what is said about them, and the deliveries they came from. */
export const callMutations: Record<string, Mutation> = {
  "PUT /calls/[id]/billable": {
    action: "call.billable_changed",
    change: async () => ({ ...(await withCall()), body: { is_billable: false } }),
  },
  "PUT /calls/billable": {
    action: "call.billable_changed",
    change: async () => {
      const { org, params } = await withCall();
      return { org, body: { ids: [params?.id], is_billable: false } };
    },
  },
  "PUT /calls/[id]/review": {
    action: "call.review_changed",
    change: async () => ({ ...(await withCall()), body: { is_reviewed: true } }),
  },
  "PUT /calls/review": {
    action: "call.review_changed",
    change: async () => {
      const { org, params } = await withCall();
      return { org, body: { ids: [params?.id], is_reviewed: true } };
    },
  },
  "POST /calls/[id]/controls": {
    action: "call.steered",
    change: async () => ({ ...(await running()), body: { action: "end" } }),
  },
  "POST /calls/[id]/listeners": { action: "call.listened", change: running },
  "POST /calls/[id]/notes": {
    action: "note.written",
    change: async () => ({ ...(await withCall()), body: { body: "A word" } }),
  },
  "PATCH /notes/[id]": { action: "note.edited", change: noteOf({ body: "Another word" }) },
  "DELETE /notes/[id]": { action: "note.deleted", change: noteOf() },
  "POST /notes/[id]/restoration": {
    action: "note.restored",
    change: async () => {
      const deleted = await noteOf()();
      await callProduct("DELETE", "/notes/[id]", deleted);
      return deleted;
    },
  },
  "POST /deliveries/[id]/replays": {
    action: "delivery.replayed",
    change: async () => {
      const { org } = await withCall();
      return { org, params: { id: (await newestDelivery(org.id)).id } };
    },
  },
  "POST /deliveries/replays": {
    action: "delivery.replay_started",
    change: async () => {
      const { org } = await withCall();
      return { org, body: { ids: [(await newestDelivery(org.id)).id] } };
    },
  },
};

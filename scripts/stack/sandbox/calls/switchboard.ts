import { findConversation } from "../conversations/catalogue";
import { drawDeliveryFaults } from "../delivery/faults";
import type { Letter, Outbox } from "../delivery/outbox";
import type { Recordings } from "../recordings/recordings";
import type { AgentRecord, CallRecord } from "../state/records";
import { judgeAnswer, namesAssistant } from "../vapi/judge-answer";
import { callLength } from "./call-facts";
import { callFactsOf } from "./call-facts-of";
import { type CallOrder, newCall, windClock } from "./new-call";
import { lettersOf, type Post, planPosts, type Surroundings } from "./plan-letters";
import { offsetAt, wallTime } from "./schedule";

export type Switchboard = {
  /** Starts a call and returns at once; its webhooks follow. At pace 0 it returns when each was sent once. */
  place(order: CallOrder): Promise<CallRecord>;
  /** Speaks into a call under way, hands it over or ends it; false when it is over. */
  steer(call: CallRecord, change: { say: string } | { end: true; destination?: string }): boolean;
  /** Takes up the calls that a stop or a crash cut off. */
  resume(): void;
  close(): void;
};

/** A vendor that sends twice does so a moment later. */
const DUPLICATE_AFTER_MS = 400;

/** Runs the lives of calls: posts what their vendor would send when its time has come. */
export function createSwitchboard(parts: Surroundings & { outbox: Outbox; recordings: Recordings }): Switchboard {
  const { store, outbox, recordings } = parts;
  /** With the call whose future it is; null for what has left and is only late. */
  const timers = new Map<NodeJS.Timeout, CallRecord | null>();
  let closed = false;

  const at = (time: number, call: CallRecord | null, work: () => unknown) => {
    if (closed) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void work();
      },
      Math.max(0, time - Date.now()),
    );
    timers.set(timer, call);
  };

  async function place(order: CallOrder): Promise<CallRecord> {
    const call = newCall(order, parts);
    store.saveCall(call);
    store.save();
    if (order.assistant_request && order.agent.provider === "vapi") await requestAssistant(call, order.agent);
    if (order.pace > 0) recordings.prepare(call.conversation_id);
    const run = follow(call, planPosts(call, order.agent, parts));
    if (order.pace === 0) await run;
    return call;
  }

  async function requestAssistant(call: CallRecord, agent: AgentRecord): Promise<void> {
    const planned = lettersOf(call, agent, parts, { assistant_request: true });
    const request = planned.find(({ letter }) => letter.event === "assistant-request");
    if (!request) return;
    const delivery = await outbox.send(request.letter);
    delivery.note = judgeAnswer(delivery);
    if (namesAssistant(delivery)) return;
    store.saveCall(windClock(Object.assign(call, { conversation_id: "request-failed" }), agent, parts));
  }

  async function follow(call: CallRecord, posts: Post[]): Promise<void> {
    const finish = () => store.saveCall(Object.assign(call, { finished: true }));
    if (call.pace === 0) {
      for (const { letter } of posts) await dispatch(call, letter);
      return finish();
    }
    for (const post of posts) at(post.at, call, () => dispatch(call, post.letter));
    at(posts.at(-1)?.at ?? endOf(call), call, finish);
  }

  function steer(call: CallRecord, change: { say: string } | { end: true; destination?: string }): boolean {
    const agent = store.agents.get(call.agent_id);
    const facts = callFactsOf(call, store, parts.recordingsUrl());
    const length = callLength(facts.conversation);
    const offset_ms = Math.round(offsetAt(call, length, Date.now()));
    if (!agent || call.finished || call.steering?.ends || offset_ms < 0 || offset_ms >= length) return false;
    const steering = call.steering ?? { said: [] };
    if ("say" in change) steering.said.push({ offset_ms: offset_ms + 1, text: change.say });
    else steering.ends = { offset_ms, ...(change.destination && { destination: change.destination }) };
    store.saveCall(Object.assign(call, { steering }));
    for (const [timer, whose] of timers) {
      if (whose !== call) continue;
      clearTimeout(timer);
      timers.delete(timer);
    }
    void follow(
      call,
      planPosts(call, agent, parts).filter((post) => post.offset_ms > offset_ms),
    );
    return true;
  }

  async function dispatch(call: CallRecord, letter: Letter): Promise<void> {
    const faults = drawDeliveryFaults(store.settings, call.faults);
    if (faults.has("forge")) await outbox.send(forged(letter));
    if (faults.has("delay")) {
      at(Date.now() + store.settings.delay_ms, null, () => outbox.send({ ...letter, fault: "delay" }));
    } else {
      const delivery = await outbox.send(letter);
      delivery.note = judgeAnswer(delivery);
    }
    if (!faults.has("duplicate")) return;
    const again = () => outbox.send({ ...letter, fault: "duplicate" });
    if (call.pace === 0) await again();
    else at(Date.now() + DUPLICATE_AFTER_MS, null, again);
  }

  return {
    place,
    steer,
    resume() {
      for (const call of store.calls.values()) {
        const agent = store.agents.get(call.agent_id);
        if (call.finished || !agent) continue;
        // What was sent before the stop is not known; sending the end of a call twice is what vendors do, too.
        const posts = planPosts(call, agent, parts);
        const open = posts.filter((post) => post.at > Date.now());
        void follow(call, open.length > 0 ? open : posts.slice(-2));
      }
    },
    close() {
      closed = true;
      for (const timer of timers.keys()) clearTimeout(timer);
    },
  };
}

/** The same claim by somebody without the secret; never repeated, since a forger does not wait for answers. */
const forged = (letter: Letter): Letter => ({
  ...letter,
  body: JSON.stringify({ ...JSON.parse(letter.body), forged: true }),
  headers: letter.forged_headers,
  retry_delays_ms: [],
  fault: "forge",
});

function endOf(call: CallRecord): number {
  const conversation = findConversation(call.conversation_id);
  const length = conversation ? callLength(conversation) : 0;
  return wallTime(call, length, length);
}

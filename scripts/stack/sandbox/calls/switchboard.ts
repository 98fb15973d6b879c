import { randomBytes, randomUUID } from "node:crypto";
import { findConversation } from "../conversations/catalogue";
import type { Conversation } from "../conversations/conversation";
import { drawCallFaults, drawDeliveryFaults, reorder } from "../delivery/faults";
import type { Letter, Outbox } from "../delivery/outbox";
import type { Recordings } from "../recordings/recordings";
import { retellLetters } from "../retell/letters";
import type { AgentRecord, CallRecord, Fault } from "../state/records";
import type { Store } from "../state/store";
import { judgeAnswer, namesAssistant } from "../vapi/judge-answer";
import { vapiLetters } from "../vapi/letters";
import { callLength } from "./call-facts";
import { callFactsOf } from "./call-facts-of";
import { callersOf } from "./callers";
import { setClock, wallTime } from "./schedule";

export type CallOrder = {
  agent: AgentRecord;
  conversation: Conversation;
  /** 1 is real time, 4 four times as fast, 0 at once. */
  pace: number;
  faults?: Fault[];
  caller_number?: string;
  /** Vapi: ask the server for an assistant first, as a number without one does. */
  assistant_request?: boolean;
  metadata?: Record<string, unknown>;
  dynamic_variables?: Record<string, string>;
};

export type Switchboard = {
  /** Starts a call and returns at once; its webhooks follow. */
  place(order: CallOrder): Promise<CallRecord>;
  /** Takes up the calls that a stop or a crash cut off. */
  resume(): void;
  close(): void;
};

type Surroundings = { store: Store; outbox: Outbox; recordings: Recordings; recordingsUrl: () => string };

type Post = { at: number; letter: Letter };

/** A vendor that sends twice does so a moment later. */
const DUPLICATE_AFTER_MS = 400;

/** Runs the lives of calls: builds what their vendor would send and posts it when its time has come. */
export function createSwitchboard({ store, outbox, recordings, recordingsUrl }: Surroundings): Switchboard {
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const at = (time: number, work: () => void) => {
    if (closed) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        work();
      },
      Math.max(0, time - Date.now()),
    );
    timers.add(timer);
  };

  async function place(order: CallOrder): Promise<CallRecord> {
    const call = newCall(order);
    store.saveCall(call);
    store.save();
    if (order.assistant_request && order.agent.provider === "vapi") await requestAssistant(call, order.agent);
    if (order.pace > 0) recordings.prepare(call.conversation_id);
    const run = follow(call, postsOf(call, order.agent));
    // At once means that the caller of this function can rely on everything having been sent.
    if (order.pace === 0) await run;
    return call;
  }

  function newCall({ agent, conversation, pace, ...order }: CallOrder): CallRecord {
    const callers = callersOf(conversation, agent.industry);
    const call: CallRecord = {
      id: agent.provider === "retell" ? `call_${randomBytes(14).toString("hex")}` : randomUUID(),
      provider: agent.provider,
      agent_id: agent.id,
      api_key: agent.api_key,
      conversation_id: conversation.id,
      caller_number: order.caller_number ?? callers[Math.floor(Math.random() * callers.length)] ?? "",
      business_number: agent.business_number,
      faults: drawCallFaults(store.settings, order.faults ?? []),
      finished: false,
      ...(order.metadata && { metadata: order.metadata }),
      ...(order.dynamic_variables && { dynamic_variables: order.dynamic_variables }),
      ...{ placed_at: Date.now(), started_at: 0, pace },
    };
    return rewound(call, agent);
  }

  /** Sets the call's clock, which depends on how long before pick-up its vendor begins to talk about it. */
  function rewound(call: CallRecord, agent: AgentRecord): CallRecord {
    const facts = callFactsOf(call, store, recordingsUrl());
    const first = lettersOf(call, agent)[0]?.offset_ms ?? 0;
    return Object.assign(call, setClock(call.placed_at, call.pace, Math.min(first, 0), callLength(facts.conversation)));
  }

  function lettersOf(call: CallRecord, agent: AgentRecord, assistant_request = false) {
    const facts = callFactsOf(call, store, recordingsUrl());
    if (agent.provider === "retell") return retellLetters(facts, agent, store.settings);
    return vapiLetters(facts, agent, { assistant_request });
  }

  async function requestAssistant(call: CallRecord, agent: AgentRecord): Promise<void> {
    const request = lettersOf(call, agent, true).find(({ letter }) => letter.event === "assistant-request");
    if (!request) return;
    const delivery = await outbox.send(request.letter);
    delivery.note = judgeAnswer(delivery);
    if (namesAssistant(delivery)) return;
    store.saveCall(rewound(Object.assign(call, { conversation_id: "request-failed" }), agent));
  }

  /** All webhooks of a call with the faults that concern the call as a whole. */
  function postsOf(call: CallRecord, agent: AgentRecord): Post[] {
    if (call.faults.includes("drop")) return [];
    const conversation = findConversation(call.conversation_id);
    const length = conversation ? callLength(conversation) : 0;
    const planned = lettersOf(call, agent);
    const letters = planned.map(({ letter }) => letter);
    const ordered = call.faults.includes("reorder") ? reorder(letters) : letters;
    return planned.flatMap(({ offset_ms }, index) => {
      const letter = ordered[index];
      if (!letter) return [];
      const moved = letter === letters[index] ? {} : { fault: "reorder" as const };
      return [{ at: wallTime(call, length, offset_ms), letter: { ...letter, ...moved } }];
    });
  }

  async function follow(call: CallRecord, posts: Post[]): Promise<void> {
    const finish = () => store.saveCall(Object.assign(call, { finished: true }));
    if (call.pace === 0) {
      for (const { letter } of posts) await dispatch(call, letter);
      return finish();
    }
    for (const post of posts) at(post.at, () => void dispatch(call, post.letter));
    const { conversation } = callFactsOf(call, store, recordingsUrl());
    at(posts.at(-1)?.at ?? wallTime(call, callLength(conversation), callLength(conversation)), finish);
  }

  async function dispatch(call: CallRecord, letter: Letter): Promise<void> {
    const faults = drawDeliveryFaults(store.settings, call.faults);
    if (faults.has("forge")) {
      const body = JSON.stringify({ ...JSON.parse(letter.body), forged: true });
      await outbox.send({ ...letter, body, headers: letter.forged_headers, retry_delays_ms: [], fault: "forge" });
    }
    if (faults.has("delay")) {
      at(Date.now() + store.settings.delay_ms, () => void outbox.send({ ...letter, fault: "delay" }));
    } else {
      const delivery = await outbox.send(letter);
      delivery.note = judgeAnswer(delivery);
    }
    if (!faults.has("duplicate")) return;
    if (call.pace === 0) await outbox.send({ ...letter, fault: "duplicate" });
    else at(Date.now() + DUPLICATE_AFTER_MS, () => void outbox.send({ ...letter, fault: "duplicate" }));
  }

  return {
    place,
    resume() {
      for (const call of store.calls.values()) {
        const agent = store.agents.get(call.agent_id);
        if (call.finished || !agent) continue;
        // What was sent before the stop is not known; sending the end of the call twice is what vendors do, too.
        const posts = postsOf(call, agent);
        const open = posts.filter((post) => post.at > Date.now());
        void follow(call, open.length > 0 ? open : posts.slice(-2));
      }
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

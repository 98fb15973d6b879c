import { reorder } from "../delivery/faults";
import type { Letter } from "../delivery/outbox";
import { retellLetters } from "../retell/letters";
import type { AgentRecord, CallRecord } from "../state/records";
import type { Store } from "../state/store";
import { vapiLetters } from "../vapi/letters";
import { callLength } from "./call-facts";
import { callFactsOf } from "./call-facts-of";
import { wallTime } from "./schedule";

export type Planned = { offset_ms: number; letter: Letter };

/** A letter and when to post it, in milliseconds since 1970. */
export type Post = { at: number; offset_ms: number; letter: Letter };

export type Surroundings = { store: Store; recordingsUrl: () => string };

/** Every webhook of a call as its vendor would send it. */
export function lettersOf(
  call: CallRecord,
  agent: AgentRecord,
  { store, recordingsUrl }: Surroundings,
  options: { assistant_request?: boolean } = {},
): Planned[] {
  const facts = callFactsOf(call, store, recordingsUrl());
  return agent.provider === "retell" ? retellLetters(facts, agent, store.settings) : vapiLetters(facts, agent, options);
}

/** When each webhook of a call goes out, with the faults that concern the call as a whole. */
export function planPosts(call: CallRecord, agent: AgentRecord, surroundings: Surroundings): Post[] {
  if (call.faults.includes("drop")) return [];
  const { conversation } = callFactsOf(call, surroundings.store, surroundings.recordingsUrl());
  const length = callLength(conversation);
  const planned = lettersOf(call, agent, surroundings);
  const letters = planned.map(({ letter }) => letter);
  const ordered = call.faults.includes("reorder") ? reorder(letters) : letters;
  return planned.flatMap(({ offset_ms, letter: original }, index) => {
    const letter = ordered[index];
    if (!letter) return [];
    const at = wallTime(call, length, offset_ms);
    return [{ at, offset_ms, letter: letter === original ? letter : { ...letter, fault: "reorder" } }];
  });
}

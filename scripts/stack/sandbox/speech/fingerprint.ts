import { createHash } from "node:crypto";
import type { Conversation } from "../conversations/conversation";
import { voiceOf } from "./voices";

/** Changes when a conversation's words or voices do: measured timings and rendered audio of another one are stale. */
export function fingerprint(conversation: Conversation): string {
  const hash = createHash("sha256");
  for (const step of conversation.steps) {
    if (step.kind === "line") hash.update(JSON.stringify([step.text, voiceOf(conversation, step.speaker)]));
    else if (step.kind === "silence") hash.update(`silence ${step.ms}`);
    else hash.update(step.kind);
  }
  return hash.digest("hex").slice(0, 12);
}

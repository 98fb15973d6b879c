import type { Conversation } from "./conversation";

/** What becomes of a Vapi call whose `assistant-request` was not answered in time or not answered well. */
export const requestFailed: Conversation = {
  id: "request-failed",
  title: "Nobody told the vendor which assistant to use",
  industries: [],
  direction: "inbound",
  language: "en",
  weight: 0,
  ending: "refused",
  caller_voice: "woman",
  steps: [],
  analysis: { summary: "", sentiment: "Unknown", successful: false, custom: {} },
};

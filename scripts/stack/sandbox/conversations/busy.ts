import type { Conversation } from "./conversation";

export const busy: Conversation = {
  id: "busy",
  title: "Outbound call meets a busy line",
  industries: ["clinic", "dealer"],
  direction: "outbound",
  language: "en",
  weight: 2,
  ending: "busy",
  caller_voice: "woman",
  steps: [],
  analysis: {
    summary: "The line was busy.",
    sentiment: "Unknown",
    successful: false,
    custom: {},
  },
};

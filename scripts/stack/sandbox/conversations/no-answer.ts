import type { Conversation } from "./conversation";

export const noAnswer: Conversation = {
  id: "no-answer",
  title: "Outbound call rings out",
  industries: ["clinic", "dealer"],
  direction: "outbound",
  language: "en",
  weight: 4,
  ending: "no_answer",
  caller_voice: "woman",
  steps: [],
  analysis: {
    summary: "The person called did not pick up.",
    sentiment: "Unknown",
    successful: false,
    custom: {},
  },
};

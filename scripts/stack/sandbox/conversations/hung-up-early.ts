import { agent, type Conversation, caller } from "./conversation";

export const hungUpEarly: Conversation = {
  id: "hung-up-early",
  title: "Caller hangs up early",
  industries: ["clinic", "dealer"],
  direction: "inbound",
  language: "en",
  weight: 6,
  ending: "caller_hung_up",
  caller_voice: "woman",
  steps: [
    agent("Hello, thanks for calling. This is the virtual assistant. How can I help you?"),
    caller("Oh, a machine. Never mind."),
  ],
  analysis: {
    summary: "The caller hung up after hearing that a virtual assistant answered.",
    sentiment: "Negative",
    successful: false,
    custom: { intent: "unknown" },
  },
};

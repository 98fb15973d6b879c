import { agent, type Conversation, silence } from "./conversation";

export const silentCaller: Conversation = {
  id: "silent-caller",
  title: "Nobody speaks",
  industries: ["clinic", "dealer"],
  direction: "inbound",
  language: "en",
  weight: 2,
  ending: "inactivity",
  caller_voice: "woman",
  steps: [
    agent("Hello, thanks for calling. This is the virtual assistant. How can I help you?"),
    silence(6000),
    agent("Hello? Are you there?"),
    silence(7000),
    agent("I can't hear you, so I'll hang up now. Please call again. Goodbye."),
  ],
  analysis: {
    summary: "Nobody spoke. The agent asked twice and ended the call.",
    sentiment: "Unknown",
    successful: false,
    custom: { intent: "unknown" },
  },
};

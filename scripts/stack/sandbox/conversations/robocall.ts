import { agent, type Conversation, caller } from "./conversation";

export const robocall: Conversation = {
  id: "robocall",
  title: "Robocall",
  industries: ["clinic", "dealer"],
  direction: "inbound",
  language: "en",
  weight: 4,
  ending: "agent_hung_up",
  caller_voice: "machine",
  steps: [
    agent("Hello, thanks for calling. This is the virtual assistant. How can I help you?"),
    caller(
      "Congratulations! Your business has been selected for a zero interest funding line of up to two hundred fifty thousand dollars. Press one now to speak to an advisor.",
    ),
    agent("Thank you, we're not interested. Please take this number off your list."),
    caller("Press one now to speak to an advisor, or press two to be contacted later."),
    agent("I'm ending this call now. Goodbye."),
  ],
  analysis: {
    summary: "Automated sales call about business funding. The agent asked to be removed from the list and hung up.",
    sentiment: "Unknown",
    successful: false,
    custom: { intent: "spam", spam: true },
  },
};

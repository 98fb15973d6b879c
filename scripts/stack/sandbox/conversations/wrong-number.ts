import { agent, type Conversation, caller } from "./conversation";

export const wrongNumber: Conversation = {
  id: "wrong-number",
  title: "Wrong number",
  industries: ["clinic", "dealer"],
  direction: "inbound",
  language: "en",
  weight: 4,
  ending: "caller_hung_up",
  caller_voice: "young_man",
  steps: [
    agent("Hello, thanks for calling. This is the virtual assistant. How can I help you?"),
    caller("Uh, hey, can I get a large pepperoni and some garlic knots?"),
    agent("That sounds delicious, but I'm afraid you've reached the wrong number. We don't make pizza here."),
    caller("Oh. Is this not Tony's?"),
    agent("It isn't. You may want to check the number once more. I hope dinner works out."),
    caller("My bad. Have a good one."),
    agent("You too. Goodbye."),
  ],
  analysis: {
    summary: "Wrong number: the caller wanted to order pizza.",
    sentiment: "Neutral",
    successful: false,
    custom: { intent: "wrong_number" },
  },
};

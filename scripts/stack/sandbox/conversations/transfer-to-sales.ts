import { agent, type Conversation, caller, colleague, tool, transfer } from "./conversation";

export const transferToSales: Conversation = {
  id: "transfer-to-sales",
  title: "Caller asks for a person and is transferred",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 8,
  ending: "transferred",
  persona: { name: "Gloria Trent", numbers: ["+13035550146", "+13035550147"] },
  caller_voice: "older_woman",
  steps: [
    agent("Thanks for calling Summit Ridge Motors, this is Alex, the virtual assistant. What can I do for you?"),
    caller("Hi. I was in yesterday, and I was talking with Devon about the Tahoe. Can I get him?"),
    agent("Of course. May I tell him who's calling, and what it's about?"),
    caller("It's Gloria Trent. I think I'm ready to talk numbers."),
    agent("That's great to hear, Gloria. Let me see whether Devon is at his desk."),
    tool(
      "lookupCaller",
      { name: "Gloria Trent" },
      { known: true, advisor: "Devon Hale", vehicle: "2023 Tahoe LT" },
      390,
    ),
    agent("He is. I'm putting you through now, and I'll pass along your notes so you don't have to repeat yourself."),
    transfer("+13035550104", 4200),
    colleague("This is Devon."),
    caller("Hi Devon, it's Gloria."),
    colleague("Gloria! I was hoping you'd call. I have your worksheet right here."),
  ],
  analysis: {
    summary: "Gloria Trent asked for her advisor Devon Hale about the 2023 Tahoe and was transferred to him.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "speak_to_person", transferred_to: "Devon Hale", vehicle_of_interest: "2023 Chevrolet Tahoe LT" },
  },
};

import { agent, type Conversation, caller, tool } from "./conversation";

export const insuranceQuestion: Conversation = {
  id: "insurance-question",
  title: "Caller asks whether an insurance is accepted",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 8,
  ending: "caller_hung_up",
  persona: { name: "Priyanka Rao", numbers: ["+17375550119", "+15125550119"] },
  caller_voice: "woman",
  steps: [
    agent("Thanks for calling Willowbrook Family Clinic. I'm Maya. What can I help with?"),
    caller("Hi, I'm changing jobs, and my new plan is a Blue Harbor P P O. Do you take that?"),
    tool("checkInsurance", { plan: "Blue Harbor PPO" }, { accepted: true, network: "in", copay_usd: 25 }, 520),
    agent("We do, and we're in network. A regular visit is usually a twenty five dollar copay on that plan."),
    caller("Great. And if my new card hasn't come in the mail yet?"),
    agent("Bring the member number if you have it. If not, we'll see you anyway, and you can send us the card later."),
    caller("So I wouldn't have to pay the whole thing up front?"),
    agent("No. We'd hold the claim for up to thirty days. Most people never notice a difference."),
    caller("That takes a load off. My name is Priyanka Rao, could you make a note?"),
    agent("Of course, Priyanka. I've noted Blue Harbor P P O, starting next month. Is there anything else?"),
    caller("No, that was it. Thank you so much."),
    agent("Congratulations on the new job. Have a lovely day."),
  ],
  analysis: {
    summary:
      "Priyanka Rao asked whether Blue Harbor PPO is accepted. It is, in network with a 25 dollar copay; she may bring the card later. A note was made.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "insurance_question", insurance_plan: "Blue Harbor PPO", appointment_booked: false },
  },
};

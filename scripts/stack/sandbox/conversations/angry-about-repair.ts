import { agent, type Conversation, caller, transfer } from "./conversation";

export const angryAboutRepair: Conversation = {
  id: "angry-about-repair",
  title: "Angry customer, transfer is not answered",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 3,
  ending: "caller_hung_up",
  persona: { name: "Denise Harper", numbers: ["+13035550139"] },
  caller_voice: "woman",
  steps: [
    agent("Thanks for calling Summit Ridge Motors, this is Alex. How can I help you?"),
    caller(
      "I picked up my car from you yesterday, and the check engine light is on again. I paid eleven hundred dollars!",
    ),
    agent(
      "I'm really sorry. After eleven hundred dollars that light should stay off. Is the car running rough or losing power?",
    ),
    caller("No, but I have to drive to Pueblo tonight, and I don't trust it one bit."),
    agent("I wouldn't either. Let me get the service manager on the line for you right away."),
    caller("Finally."),
    transfer("+13035550105", 18000, "cancelled"),
    agent("I'm sorry, he isn't picking up. He's probably under a car. I don't want to leave you waiting."),
    caller("Of course he isn't. This is ridiculous."),
    agent(
      "Here is what I can do. A loaner is waiting for you at the desk, free, and your car goes first thing in the morning.",
    ),
    caller("So I drive to Pueblo in your car?"),
    agent(
      "Yes, with a full tank. And the manager calls you within the hour. If it's our work, you won't pay a cent more.",
    ),
    caller("Fine. I'm coming at four. It had better be there."),
    agent("It will be. Ask for the keys under Denise Harper. Again, I'm sorry about this."),
    caller("We'll see."),
  ],
  analysis: {
    summary:
      "Denise Harper complained that the check engine light returned after an 1,100 dollar repair. The transfer to the service manager was not answered; she takes a loaner at 4 pm and expects a call within the hour.",
    sentiment: "Negative",
    successful: false,
    custom: { intent: "complaint", callback_requested: true, loaner: true, escalated: true },
  },
};

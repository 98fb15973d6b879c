import { agent, type Conversation, caller } from "./conversation";

export const dealerOpeningHours: Conversation = {
  id: "dealer-opening-hours",
  title: "Caller asks when the dealership is open",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 8,
  ending: "caller_hung_up",
  caller_voice: "young_man",
  steps: [
    agent("Summit Ridge Motors, this is Alex. How can I help?"),
    caller("Hey, are you guys open on Sunday?"),
    agent("Sales is open from eleven to five on Sunday. Service is closed, but back Monday at seven."),
    caller("Cool. So if I just want to look around, nobody jumps on me?"),
    agent("You have my word. Wear a hat and wander, and wave when you have a question."),
    caller("Ha. Alright, I'll wear a hat. Thanks, man."),
    agent("See you Sunday."),
  ],
  analysis: {
    summary: "A caller asked for Sunday hours and wants to look around without being approached.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "opening_hours", appointment_booked: false },
  },
};

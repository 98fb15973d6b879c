import { agent, type Conversation, caller, tool } from "./conversation";

export const calendarToolFailure: Conversation = {
  id: "calendar-tool-failure",
  title: "The calendar is down while booking",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 3,
  ending: "caller_hung_up",
  persona: { name: "Luis Herrera", numbers: ["+13035550143", "+17205550143"] },
  caller_voice: "man",
  steps: [
    agent("Summit Ridge Motors, this is Alex. How can I help?"),
    caller("Hi, I want to bring my Silverado in for new tires. Luis Herrera."),
    agent("Sure thing, Luis. Which day suits you?"),
    caller("Friday, if you can."),
    tool(
      "checkServiceSlots",
      { services: ["tires"], from: "{{friday}}", to: "{{friday}}" },
      { error: "unavailable", message: "Calendar answered 503" },
      6200,
    ),
    agent("Bear with me, the calendar is slow today. Let me try again."),
    tool(
      "checkServiceSlots",
      { services: ["tires"], from: "{{friday}}", to: "{{friday}}" },
      { error: "unavailable", message: "Calendar answered 503" },
      6200,
    ),
    agent(
      "I can't reach it right now, and I won't promise you a time I can't see. May somebody call you back within the hour?",
    ),
    caller("I'm on a job site, so text is better."),
    agent("A text it is. I noted Friday, four tires, for your Silverado. Thanks for your patience, Luis."),
    caller("No worries."),
  ],
  analysis: {
    summary:
      "Luis Herrera wanted new tires for his Silverado on Friday. The calendar was unreachable twice, so he will get a text within the hour.",
    sentiment: "Neutral",
    successful: false,
    custom: {
      intent: "service_appointment",
      appointment_booked: false,
      callback_requested: true,
      tool_error: "unavailable",
    },
  },
};

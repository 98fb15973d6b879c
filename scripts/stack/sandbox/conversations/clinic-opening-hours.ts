import { agent, type Conversation, caller } from "./conversation";

export const clinicOpeningHours: Conversation = {
  id: "clinic-opening-hours",
  title: "Caller asks for opening hours",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 9,
  ending: "caller_hung_up",
  caller_voice: "older_man",
  steps: [
    agent("Thank you for calling Willowbrook Family Clinic, this is Maya. How can I help?"),
    caller("Good morning. What time do you folks close today?"),
    agent("We're open until six today. On Saturdays we see patients from nine to one, and on Sundays we're closed."),
    caller("And can I just walk in, or do I need an appointment?"),
    agent("Walk ins are welcome until five. It's usually quietest right after lunch."),
    caller("Is there parking? I've got a bad knee."),
    agent(
      "There is. The spaces right by the entrance on Cedar Street are kept for patients, and there's a ramp to the door.",
    ),
    caller("Well, that's mighty thoughtful. Thank you, young lady."),
    agent("You're very welcome. We'll see you this afternoon."),
  ],
  analysis: {
    summary:
      "A caller asked for today's closing time, walk-in visits and accessible parking, and plans to come after lunch.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "opening_hours", appointment_booked: false },
  },
};

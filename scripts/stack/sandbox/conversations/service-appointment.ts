import { agent, type Conversation, caller, tool } from "./conversation";

export const serviceAppointment: Conversation = {
  id: "service-appointment",
  title: "Driver books service for a noisy brake",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 12,
  ending: "caller_hung_up",
  persona: { name: "Kelly Nguyen", numbers: ["+13035550136", "+17205550136"] },
  caller_voice: "young_woman",
  steps: [
    agent("Summit Ridge Motors service line, this is Alex. How can I help?"),
    caller("Hi. My brakes started squeaking this week, and I'm also due for an oil change."),
    agent("Let's get both done. What car is it, and may I have your name?"),
    caller("It's a twenty twenty one Subaru Outback. I'm Kelly Nguyen."),
    agent("Thanks, Kelly. Does it squeak all the time, or only when you brake? And do you feel any shaking?"),
    caller("Only when I brake. No shaking, it just sounds awful."),
    agent("Usually that's pads getting thin. It's safe for short trips, but let's not wait. Looking for a slot now."),
    tool(
      "checkServiceSlots",
      { services: ["brake_inspection", "oil_change"], from: "{{tomorrow}}" },
      {
        slots: [
          { start: "{{tomorrow}}T07:30:00", loaner: true },
          { start: "{{tomorrow}}T13:00:00", loaner: false },
        ],
      },
      700,
    ),
    agent("Tomorrow at seven thirty I even have a loaner car for you. Or at one o'clock, if you'd rather wait here."),
    caller("Seven thirty with the loaner, please. What will it cost me?"),
    agent(
      "The oil change is seventy nine. The brake check is free, and we call you with a price before we replace anything.",
    ),
    caller("That's fair."),
    tool(
      "bookService",
      { name: "Kelly Nguyen", vehicle: "2021 Subaru Outback", start: "{{tomorrow}}T07:30:00", loaner: true },
      { ok: true, confirmation: "SV-5602" },
      820,
    ),
    agent("You're booked for seven thirty tomorrow. Bring your license for the loaner."),
    caller("Will do. Thank you!"),
    agent("Drive gently tonight, Kelly. See you in the morning."),
  ],
  analysis: {
    summary:
      "Kelly Nguyen booked a brake inspection and an oil change for her 2021 Subaru Outback tomorrow at 7:30 am with a loaner car.",
    sentiment: "Positive",
    successful: true,
    custom: {
      intent: "service_appointment",
      appointment_booked: true,
      appointment_start: "{{tomorrow}}T07:30:00",
      vehicle: "2021 Subaru Outback",
      services: "brake inspection, oil change",
    },
  },
};

import { agent, type Conversation, caller, tool } from "./conversation";

export const rescheduleCheckup: Conversation = {
  id: "reschedule-checkup",
  title: "Patient moves a checkup",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 11,
  ending: "caller_hung_up",
  persona: { name: "Daniel Whitaker", numbers: ["+15125550114", "+17375550114"] },
  caller_voice: "man",
  steps: [
    agent("Willowbrook Family Clinic, this is Maya. How can I help you?"),
    caller("Morning. I have an appointment tomorrow, and I'm not going to make it. Work is sending me out of town."),
    agent("Thanks for letting us know. Let me pull that up. Am I speaking with Daniel?"),
    tool(
      "lookupCaller",
      { phone_number: "caller" },
      {
        known: true,
        name: "Daniel Whitaker",
        next_appointment: "{{tomorrow}}T15:15:00",
        practitioner: "Dr. Samuel Boyd",
      },
      430,
    ),
    caller("Yes, Daniel Whitaker. How did you know that?"),
    agent(
      "Your number is on file. I see your checkup with Doctor Boyd tomorrow at three fifteen. Shall I find a new day?",
    ),
    caller("Please. Anything next week, as early in the morning as you can."),
    tool(
      "checkAvailability",
      { practitioner: "Dr. Samuel Boyd", from: "{{monday}}", part_of_day: "morning" },
      { slots: [{ start: "{{tuesday}}T07:45:00" }, { start: "{{wednesday}}T08:00:00" }] },
      610,
    ),
    agent("The earliest I have is Tuesday at seven forty five, or Wednesday at eight."),
    caller("Tuesday, seven forty five. I'll be on my way to the office anyway."),
    tool(
      "rescheduleAppointment",
      { patient_name: "Daniel Whitaker", from: "{{tomorrow}}T15:15:00", to: "{{tuesday}}T07:45:00" },
      { ok: true, confirmation: "WB-4498" },
      820,
    ),
    agent(
      "Done. Tuesday at seven forty five with Doctor Boyd. Please don't eat after midnight, since he ordered blood work.",
    ),
    caller("Oh, right. Is coffee okay?"),
    agent("Black coffee or water is fine. Just no milk and no sugar."),
    caller("I can live with that. Thanks, Maya."),
    agent("Safe travels, Daniel. See you Tuesday."),
  ],
  analysis: {
    summary:
      "Daniel Whitaker moved his checkup with Dr. Boyd from tomorrow 3:15 pm to Tuesday 7:45 am because of a work trip. He was reminded to fast for blood work.",
    sentiment: "Positive",
    successful: true,
    custom: {
      intent: "reschedule_appointment",
      appointment_booked: true,
      appointment_start: "{{tuesday}}T07:45:00",
      new_patient: false,
    },
  },
};

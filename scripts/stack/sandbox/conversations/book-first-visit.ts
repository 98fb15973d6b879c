import { agent, type Conversation, caller, tool } from "./conversation";

export const bookFirstVisit: Conversation = {
  id: "book-first-visit",
  title: "New patient books a first visit",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 14,
  ending: "caller_hung_up",
  persona: { name: "Hannah Okafor", numbers: ["+15125550112", "+15125550113", "+17375550112"] },
  caller_voice: "woman",
  steps: [
    agent("Thank you for calling Willowbrook Family Clinic, this is Maya. How can I help you today?"),
    caller("Hi Maya. We just moved to town, and I'd like to find a family doctor. Are you taking new patients?"),
    agent(
      "Welcome to the neighborhood! Yes, we are. I'd be glad to set up a first visit. Could I have your full name?",
    ),
    caller("Sure, it's Hannah Okafor. That's O, K, A, F, O, R."),
    agent("Thank you, Hannah. And is this for a general checkup, or is there something bothering you?"),
    caller("Mostly a checkup. I do get headaches lately, so I'd like to talk about that too."),
    agent("I'll add a note about the headaches so the doctor is ready for it. Let me see what we have open this week."),
    tool(
      "checkAvailability",
      { service: "new_patient_visit", from: "{{tomorrow}}", to: "{{friday}}" },
      {
        slots: [
          { practitioner: "Dr. Elena Ruiz", start: "{{thursday}}T10:30:00" },
          { practitioner: "Dr. Samuel Boyd", start: "{{friday}}T14:00:00" },
        ],
      },
      640,
    ),
    agent("Doctor Ruiz can see you Thursday at ten thirty, or Doctor Boyd on Friday at two. Which works better?"),
    caller("Thursday at ten thirty is perfect. My little one is in preschool then."),
    agent("Lovely. I'm booking Thursday at ten thirty with Doctor Ruiz. One moment."),
    tool(
      "bookClinicAppointment",
      {
        patient_name: "Hannah Okafor",
        practitioner: "Dr. Elena Ruiz",
        start: "{{thursday}}T10:30:00",
        reason: "First visit, recent headaches",
      },
      { ok: true, confirmation: "WB-4471" },
      910,
    ),
    agent("You're all set. We'll text a reminder the day before. Please bring your insurance card and any medication."),
    caller("Will do. Do I need to come early to fill out forms?"),
    agent("Fifteen minutes early is plenty, or use the link in the text message and skip the clipboard."),
    caller("Oh, that's great. Thank you so much, Maya."),
    agent("My pleasure, Hannah. See you Thursday. Goodbye!"),
    caller("Bye bye."),
  ],
  analysis: {
    summary:
      "Hannah Okafor, new in town, booked a first visit with Dr. Ruiz on Thursday at 10:30. She mentioned recent headaches and will fill in her forms online.",
    sentiment: "Positive",
    successful: true,
    custom: {
      intent: "book_appointment",
      appointment_booked: true,
      appointment_start: "{{thursday}}T10:30:00",
      new_patient: true,
      reason: "First visit, headaches",
    },
  },
};

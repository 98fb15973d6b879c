import { agent, type Conversation, caller, tool } from "./conversation";

export const cancelAppointment: Conversation = {
  id: "cancel-appointment",
  title: "Patient cancels and is offered a way back",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 7,
  ending: "caller_hung_up",
  persona: { name: "Sofia Lindgren", numbers: ["+15125550115", "+15125550116"] },
  caller_voice: "young_woman",
  steps: [
    agent("Thank you for calling Willowbrook Family Clinic. This is Maya. What can I do for you?"),
    caller("Hi, I need to cancel my appointment on Friday. Sofia Lindgren."),
    tool(
      "lookupCaller",
      { name: "Sofia Lindgren" },
      {
        known: true,
        next_appointment: "{{friday}}T11:00:00",
        practitioner: "Dr. Elena Ruiz",
        reason: "Allergy follow-up",
      },
      390,
    ),
    agent("I found it, Sofia. Friday at eleven with Doctor Ruiz, your allergy follow up. Is everything all right?"),
    caller("Yeah, I'm feeling a lot better actually. The new nasal spray is working."),
    agent("I'm so glad to hear that. I'll cancel it now."),
    tool("cancelAppointment", { patient_name: "Sofia Lindgren", start: "{{friday}}T11:00:00" }, { ok: true }, 540),
    agent("It's cancelled, and there is no fee. Would you like me to check in with you in three months?"),
    caller("Sure, a text would be fine."),
    agent("I'll send a text then. And if the sneezing comes back sooner, just call us."),
    caller("Perfect. Thank you!"),
    agent("Take care, Sofia."),
  ],
  analysis: {
    summary:
      "Sofia Lindgren cancelled Friday's allergy follow-up with Dr. Ruiz because the new nasal spray works. She agreed to a text message in three months.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "cancel_appointment", appointment_booked: false, follow_up: "text in three months" },
  },
};

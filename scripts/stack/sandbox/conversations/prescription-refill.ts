import { agent, type Conversation, caller, silence, tool } from "./conversation";

export const prescriptionRefill: Conversation = {
  id: "prescription-refill",
  title: "Patient asks for a prescription refill",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 10,
  ending: "caller_hung_up",
  persona: { name: "Ruth Abernathy", numbers: ["+15125550117", "+15125550118"] },
  caller_voice: "older_woman",
  steps: [
    agent("Willowbrook Family Clinic, this is Maya. How may I help you?"),
    caller("Hello dear. I'm almost out of my blood pressure pills, and the bottle says no refills."),
    agent("Let's take care of that. May I have your name and date of birth?"),
    caller("Ruth Abernathy. June the second, nineteen forty eight."),
    tool(
      "lookupCaller",
      { name: "Ruth Abernathy", date_of_birth: "1948-06-02" },
      { known: true, practitioner: "Dr. Elena Ruiz", last_visit_days_ago: 41 },
      410,
    ),
    agent("Thank you, Ruth. Could you read me the name of the medicine on the bottle?"),
    caller("Just a moment, let me find my glasses."),
    silence(4200),
    caller("Here we are. Lisinopril, ten milligrams, one tablet daily."),
    agent("And how many do you have left?"),
    caller("Four. I counted this morning."),
    agent("That gives us time. Shall it go to the same pharmacy, the one on Barton Road?"),
    caller("Yes, please. They know me there."),
    tool(
      "requestRefill",
      { patient_name: "Ruth Abernathy", medication: "Lisinopril 10 mg", pharmacy: "Barton Road Pharmacy" },
      { ok: true, request: "RX-2207", review: "within one business day" },
      760,
    ),
    agent(
      "I've sent the request to Doctor Ruiz. She'll look at it within one business day, and the pharmacy will call you.",
    ),
    caller("That's wonderful. I was worried I'd have to come in."),
    agent("No need this time. If you feel dizzy or your head hurts, please call us right away."),
    caller("I will. God bless you, dear."),
    agent("Take good care, Ruth. Goodbye."),
  ],
  analysis: {
    summary:
      "Ruth Abernathy asked for a refill of lisinopril 10 mg; four tablets are left. Request RX-2207 went to Dr. Ruiz for review, pick-up at Barton Road Pharmacy.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "prescription_refill", medication: "Lisinopril 10 mg", request_id: "RX-2207", urgent: false },
  },
};

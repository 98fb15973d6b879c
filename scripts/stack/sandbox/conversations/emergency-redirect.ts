import { agent, type Conversation, caller } from "./conversation";

export const emergencyRedirect: Conversation = {
  id: "emergency-redirect",
  title: "Chest pain: caller is sent to emergency services",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 2,
  ending: "caller_hung_up",
  persona: { name: "Thomas Keller", numbers: ["+15125550120"] },
  caller_voice: "man",
  steps: [
    agent("Willowbrook Family Clinic, this is Maya. How can I help you?"),
    caller("My wife has a tight feeling in her chest, and her left arm hurts. Can the doctor see her this afternoon?"),
    agent("This could be an emergency, and she shouldn't wait for us. Please hang up and dial nine one one right now."),
    caller("You think it's that bad?"),
    agent(
      "Chest tightness with arm pain needs an ambulance. Have her sit down, stay with her, and unlock the front door.",
    ),
    caller("Okay. Okay, I'm calling them."),
    agent("Good. Call nine one one now. I'm letting our nurse know, and she'll phone you in ten minutes."),
    caller("Thank you."),
  ],
  analysis: {
    summary:
      "A husband reported his wife's chest tightness and arm pain. He was told to call 911 at once; the nurse was alerted to phone back within ten minutes.",
    sentiment: "Negative",
    successful: true,
    custom: { intent: "medical_emergency", urgent: true, redirected_to: "911", callback_requested: true },
  },
};

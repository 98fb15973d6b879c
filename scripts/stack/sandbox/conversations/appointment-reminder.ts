import { agent, type Conversation, caller, tool } from "./conversation";

export const appointmentReminder: Conversation = {
  id: "appointment-reminder",
  title: "Outbound reminder is confirmed",
  industries: ["clinic"],
  direction: "outbound",
  language: "en",
  weight: 9,
  ending: "agent_hung_up",
  persona: { name: "Nicole Barnes", numbers: ["+15125550124", "+17375550124"] },
  caller_voice: "woman",
  steps: [
    caller("Hello?"),
    agent("Hi, this is Maya, the virtual assistant of Willowbrook Family Clinic. Is this Nicole?"),
    caller("Yes, this is Nicole."),
    agent("I'm calling about your visit with Doctor Boyd tomorrow at two. Will you be able to make it?"),
    caller("Oh, good thing you called. Yes, I'll be there. Do I need to do anything beforehand?"),
    agent("Just bring a list of your medication, and wear sleeves you can roll up for the flu shot."),
    caller("Got it. Can my son get his flu shot at the same time?"),
    tool(
      "checkAvailability",
      { service: "flu_shot", from: "{{tomorrow}}T14:00:00" },
      { available: true, note: "Both can be seen in one visit" },
      560,
    ),
    agent("He can. I've added him, so you'll both be done by two thirty."),
    caller("You're a lifesaver. See you tomorrow."),
    agent("See you tomorrow, Nicole. Goodbye."),
  ],
  analysis: {
    summary: "Nicole Barnes confirmed tomorrow's 2 pm visit with Dr. Boyd and added a flu shot for her son.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "appointment_reminder", confirmed: true, appointment_start: "{{tomorrow}}T14:00:00" },
  },
};

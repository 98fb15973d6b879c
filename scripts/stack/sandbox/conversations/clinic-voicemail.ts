import { agent, type Conversation, caller } from "./conversation";

export const clinicVoicemail: Conversation = {
  id: "clinic-voicemail",
  title: "Outbound reminder reaches voicemail",
  industries: ["clinic"],
  direction: "outbound",
  language: "en",
  weight: 6,
  ending: "voicemail",
  persona: { name: "Andre Coleman", numbers: ["+15125550127", "+15125550128"] },
  caller_voice: "machine",
  steps: [
    caller("You have reached the mailbox of Andre Coleman. Please leave a message after the tone."),
    agent(
      "Hello Andre, this is Maya from Willowbrook Family Clinic with a reminder of your visit on Monday at nine. To change it, call us any time. Have a good day.",
    ),
  ],
  analysis: {
    summary: "Reached the voicemail of Andre Coleman and left a reminder of Monday's visit at 9 am.",
    sentiment: "Unknown",
    successful: true,
    custom: { intent: "appointment_reminder", confirmed: false, appointment_start: "{{monday}}T09:00:00" },
  },
};

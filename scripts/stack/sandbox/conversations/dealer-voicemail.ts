import { agent, type Conversation, caller } from "./conversation";

export const dealerVoicemail: Conversation = {
  id: "dealer-voicemail",
  title: "Outbound follow-up reaches voicemail",
  industries: ["dealer"],
  direction: "outbound",
  language: "en",
  weight: 6,
  ending: "voicemail",
  persona: { name: "Greg Patterson", numbers: ["+13035550141", "+13035550142"] },
  caller_voice: "machine",
  steps: [
    caller(
      "Your call has been forwarded to an automatic voice message system. At the tone, please record your message.",
    ),
    agent(
      "Hi Greg, it's Alex from Summit Ridge Motors. The Tacoma you asked about just came in. Call or text this number, and I'll hold it until Friday. Thanks!",
    ),
  ],
  analysis: {
    summary: "Left a voicemail for Greg Patterson that the Tacoma he asked about has arrived and is held until Friday.",
    sentiment: "Unknown",
    successful: true,
    custom: { intent: "lead_follow_up", vehicle_of_interest: "Toyota Tacoma", callback_requested: true },
  },
};

import { agent, type Conversation, caller, tool } from "./conversation";

export const leaseReturnFollowUp: Conversation = {
  id: "lease-return-follow-up",
  title: "Outbound call about a lease that ends",
  industries: ["dealer"],
  direction: "outbound",
  language: "en",
  weight: 7,
  ending: "agent_hung_up",
  persona: { name: "Olivia Grant", numbers: ["+13035550140", "+17205550140"] },
  caller_voice: "woman",
  steps: [
    caller("This is Olivia."),
    agent(
      "Hi Olivia, this is Alex, the virtual assistant at Summit Ridge Motors. Do you have two minutes about your lease?",
    ),
    caller("Two minutes, sure. I'm between meetings."),
    agent(
      "Then I'll be quick. Your Highlander is due back in six weeks, and you can return it, buy it or switch to a new one.",
    ),
    caller("I've been thinking about that. I like it, but the third row is useless for us."),
    agent("Would something roomier help, like the Grand Highlander?"),
    caller("Maybe. What would that do to my payment?"),
    tool(
      "estimateLease",
      { model: "Grand Highlander XLE", term_months: 36, miles_per_year: 12000 },
      { monthly_usd: 538, difference_usd: 41 },
      1180,
    ),
    agent("About forty one dollars more a month than today, with the same mileage."),
    caller("That's not crazy. Can I look at one without giving up my whole Saturday?"),
    agent("I'll bring one to your office for half an hour. How about Wednesday at noon?"),
    caller("You'd do that? Okay. Wednesday at noon."),
    tool(
      "bookTestDrive",
      { name: "Olivia Grant", start: "{{wednesday}}T12:00:00", place: "customer office" },
      { ok: true, confirmation: "TD-331" },
      690,
    ),
    agent("Wednesday at noon, at your office. I'll text you who is coming. Back to your meetings, Olivia. Goodbye."),
  ],
  analysis: {
    summary:
      "Olivia Grant's lease ends in six weeks. She is interested in a Grand Highlander (about 41 dollars more a month) and gets a test drive at her office on Wednesday at noon.",
    sentiment: "Positive",
    successful: true,
    custom: {
      intent: "lease_return",
      appointment_booked: true,
      appointment_start: "{{wednesday}}T12:00:00",
      vehicle_of_interest: "Grand Highlander XLE",
    },
  },
};

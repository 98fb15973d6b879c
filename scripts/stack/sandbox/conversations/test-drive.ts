import { agent, type Conversation, caller, tool } from "./conversation";

export const testDrive: Conversation = {
  id: "test-drive",
  title: "Caller books a test drive",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 13,
  ending: "caller_hung_up",
  persona: { name: "Marcus Bell", numbers: ["+13035550131", "+17205550131", "+13035550132"] },
  caller_voice: "young_man",
  steps: [
    agent("Summit Ridge Motors, this is Alex. How can I help?"),
    caller("Hey Alex. I saw a blue RAV4 hybrid on your site, the twenty twenty four. Is it still there?"),
    agent("Let me check the lot for you."),
    tool(
      "checkInventory",
      { model: "RAV4 Hybrid", year: 2024, color: "blue" },
      { in_stock: true, stock_number: "SR-2086", trim: "XLE", price_usd: 34950, mileage: 8120 },
      480,
    ),
    agent(
      "It is. An XLE with about eight thousand miles, listed at thirty four thousand nine fifty. Want to drive it?",
    ),
    caller("Yeah, I'd love to. Could I come by Saturday morning?"),
    agent("Saturday we open at nine. I have nine thirty or eleven o'clock."),
    caller("Nine thirty. I want to beat the crowd."),
    agent("Smart. What name should I put it under?"),
    caller("Marcus Bell."),
    tool(
      "bookTestDrive",
      { name: "Marcus Bell", stock_number: "SR-2086", start: "{{saturday}}T09:30:00" },
      { ok: true, confirmation: "TD-318", advisor: "Priya Nair" },
      730,
    ),
    agent("Done, Marcus. Saturday, nine thirty, with Priya. She'll have the car washed, warm and out front."),
    caller("Nice. Do I need to bring anything?"),
    agent("Just your driver's license. And if you think you may trade something in, bring that along too."),
    caller("I might, actually. I've got a twenty sixteen Civic."),
    agent("Then drive it over, and we'll look at it while you're out with the RAV4. No pressure either way."),
    caller("Sounds good. Thanks a lot."),
    agent("Thank you, Marcus. See you Saturday."),
    caller("See you."),
  ],
  analysis: {
    summary:
      "Marcus Bell booked a test drive of the blue 2024 RAV4 Hybrid (SR-2086) on Saturday at 9:30 with Priya Nair. He may trade in a 2016 Civic.",
    sentiment: "Positive",
    successful: true,
    custom: {
      intent: "test_drive",
      appointment_booked: true,
      appointment_start: "{{saturday}}T09:30:00",
      vehicle_of_interest: "2024 Toyota RAV4 Hybrid XLE",
      trade_in: "2016 Honda Civic",
    },
  },
};

import { agent, type Conversation, caller, tool } from "./conversation";

export const tradeInValuation: Conversation = {
  id: "trade-in-valuation",
  title: "Caller wants to know what a trade-in is worth",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 9,
  ending: "caller_hung_up",
  persona: { name: "Brenda Ortiz", numbers: ["+13035550133", "+17205550133"] },
  caller_voice: "woman",
  steps: [
    agent("Summit Ridge Motors, this is Alex. What can I do for you?"),
    caller("Hi, I'd like to get an idea what my car is worth if I trade it in."),
    agent("Happy to. What are you driving?"),
    caller("A twenty nineteen Honda C R V, the E X. It's gray."),
    agent("Nice and popular. Roughly how many miles are on it?"),
    caller("Sixty two thousand, give or take."),
    agent("Any accidents, or anything that needs fixing?"),
    caller(
      "Somebody backed into me in a parking lot once. It was repaired. And there's a tiny chip in the windshield.",
    ),
    agent("Thanks for being straight with me. Let me run the numbers."),
    tool(
      "estimateTradeIn",
      { year: 2019, model: "Honda CR-V EX", mileage: 62000, accidents: 1, notes: "windshield chip" },
      { low_usd: 17200, high_usd: 18900, valid_days: 7 },
      1450,
    ),
    agent(
      "You're looking at seventeen thousand two hundred to eighteen thousand nine hundred, before we see it in person.",
    ),
    caller("Oh! That's more than the website told me."),
    agent("Clean C R Vs don't stay long on our lot. Would you like an inspection? It takes twenty minutes."),
    caller("Could I do tomorrow after work? Around five thirty?"),
    tool(
      "bookAppraisal",
      { name: "Brenda Ortiz", start: "{{tomorrow}}T17:30:00", vehicle: "2019 Honda CR-V EX" },
      { ok: true, confirmation: "AP-221" },
      640,
    ),
    agent("Tomorrow at five thirty is yours. May I have your name?"),
    caller("Brenda Ortiz."),
    agent("Thank you, Brenda. Bring the title if you have it, and both keys. See you tomorrow."),
    caller("Great, thanks Alex."),
  ],
  analysis: {
    summary:
      "Brenda Ortiz got a trade-in estimate of 17,200 to 18,900 dollars for a 2019 Honda CR-V EX with 62,000 miles and booked an appraisal tomorrow at 5:30 pm.",
    sentiment: "Positive",
    successful: true,
    custom: {
      intent: "trade_in",
      appointment_booked: true,
      appointment_start: "{{tomorrow}}T17:30:00",
      trade_in: "2019 Honda CR-V EX",
      estimate_high_usd: 18900,
    },
  },
};

import { agent, type Conversation, caller, tool } from "./conversation";

export const priceQuestion: Conversation = {
  id: "price-question",
  title: "Caller asks for the out-the-door price",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 10,
  ending: "caller_hung_up",
  persona: { name: "Aaron Feldman", numbers: ["+13035550138", "+17205550138"] },
  caller_voice: "young_man",
  steps: [
    agent("Summit Ridge Motors, this is Alex. How can I help?"),
    caller("Hi, what's the out the door price on the white Corolla, stock number S R nineteen forty?"),
    tool(
      "checkInventory",
      { stock_number: "SR-1940" },
      { in_stock: true, model: "2022 Toyota Corolla LE", price_usd: 19480, fees_usd: 599, tax_rate: 0.0815 },
      510,
    ),
    agent(
      "It's nineteen thousand four eighty. With tax and the dealer fee you'd pay twenty one thousand six hundred sixty six.",
    ),
    caller("Can you knock off the dealer fee?"),
    agent(
      "I can't change it myself, but our sales manager sometimes meets people halfway when they come in with financing ready.",
    ),
    caller("I'd be paying cash."),
    agent("Then he'll want to meet you. Shall I set up ten minutes, so that you get a straight answer?"),
    caller("Not yet. I'm calling three other places first."),
    agent("That's wise. Would you like me to text you this price, so you have it in writing?"),
    caller("Yeah, do that. Name's Aaron Feldman."),
    tool("sendTextMessage", { to: "caller", template: "quote", stock_number: "SR-1940" }, { ok: true }, 400),
    agent("It's on its way, Aaron, and it's good until Sunday. Good luck with the search."),
    caller("Appreciate it."),
  ],
  analysis: {
    summary:
      "Aaron Feldman, a cash buyer, asked for the out-the-door price of the 2022 Corolla LE (SR-1940): 21,666 dollars. He compares offers; a written quote was texted, valid until Sunday.",
    sentiment: "Neutral",
    successful: true,
    custom: {
      intent: "price_question",
      vehicle_of_interest: "2022 Toyota Corolla LE",
      quote_usd: 21666,
      appointment_booked: false,
    },
  },
};

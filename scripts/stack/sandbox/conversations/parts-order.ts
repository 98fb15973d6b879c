import { agent, type Conversation, caller, tool } from "./conversation";

export const partsOrder: Conversation = {
  id: "parts-order",
  title: "Caller orders a part",
  industries: ["dealer"],
  direction: "inbound",
  language: "en",
  weight: 6,
  ending: "caller_hung_up",
  persona: { name: "Earl Jacobson", numbers: ["+13035550137"] },
  caller_voice: "older_man",
  steps: [
    agent("Summit Ridge Motors parts desk, this is Alex. What are you looking for?"),
    caller("I need a driver's side mirror for a twenty seventeen F one fifty. A deer took the old one."),
    agent("Ouch. I hope you and the deer are both okay. Is it the heated mirror with the turn signal?"),
    caller("Heated, yes. Signal, I believe so. There was a little amber light in it."),
    tool(
      "lookupPart",
      { vehicle: "2017 Ford F-150", part: "mirror, left, heated, signal" },
      { part_number: "HL3Z-17683", in_stock: false, price_usd: 214.5, arrives: "{{thursday}}" },
      880,
    ),
    agent("That's two hundred fourteen fifty. It isn't on the shelf, but the warehouse can have it here Thursday."),
    caller("Thursday's fine. Can I put it on myself?"),
    agent("You can. Four bolts and one plug behind the door panel. Or we fit it in half an hour for sixty dollars."),
    caller("I'll do it. Put it under Earl Jacobson."),
    tool("orderPart", { part_number: "HL3Z-17683", customer: "Earl Jacobson" }, { ok: true, order: "PO-3390" }, 590),
    agent("Ordered, Earl. We'll text you when it comes in."),
    caller("Call me. I don't do the texting."),
    agent("A call it is. Thank you, Earl."),
  ],
  analysis: {
    summary:
      "Earl Jacobson ordered a left heated mirror with signal for a 2017 F-150 (214.50 dollars, due Thursday). He wants a phone call, no text.",
    sentiment: "Positive",
    successful: true,
    custom: { intent: "parts_order", order: "PO-3390", amount_usd: 214.5, contact_by: "phone" },
  },
};

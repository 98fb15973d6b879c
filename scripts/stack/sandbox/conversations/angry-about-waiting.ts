import { agent, type Conversation, caller, tool } from "./conversation";

export const angryAboutWaiting: Conversation = {
  id: "angry-about-waiting",
  title: "Angry caller about a bill and a long wait",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 4,
  ending: "caller_hung_up",
  persona: { name: "Frank Delaney", numbers: ["+15125550122", "+15125550123"] },
  caller_voice: "man",
  steps: [
    agent("Thank you for calling Willowbrook Family Clinic. This is Maya. How can I help?"),
    caller("Help? You people can help by not charging me for a visit that never happened!"),
    agent("I'm sorry. That sounds really frustrating. Tell me what happened, and I'll do what I can."),
    caller(
      "I sat in your waiting room for an hour and forty minutes. I had to leave. And now there's a bill for ninety dollars!",
    ),
    agent(
      "An hour and forty minutes is far too long, and you shouldn't pay for a visit you didn't get. May I have your name?",
    ),
    caller("Frank Delaney. D, E, L, A, N, E, Y. I want to talk to somebody in charge, not a robot."),
    agent(
      "I understand, Mister Delaney. I am a virtual assistant, and I want a person to fix this. Let me look at the bill.",
    ),
    tool(
      "lookupInvoice",
      { name: "Frank Delaney" },
      { found: true, invoice: "INV-8813", amount_usd: 90, visit_status: "left_without_being_seen" },
      690,
    ),
    agent(
      "I see it. Invoice eighty eight thirteen, and our own record says you left without being seen. It's our mistake.",
    ),
    caller("Well. At least somebody admits it."),
    agent(
      "I've put the bill on hold, so nothing is due. Our office manager, Carol, will call you today to cancel it for good.",
    ),
    tool(
      "createTask",
      { assignee: "Carol Dunn", subject: "Void INV-8813 and call Frank Delaney", due: "{{today}}" },
      { ok: true, task: "T-1093" },
      450,
    ),
    caller("Today? I've heard that before."),
    agent(
      "Before five o'clock today, at this number. And if you still want to be seen, I'll give you the first slot of any day.",
    ),
    caller("We'll see. If she doesn't call, I'm leaving a review you won't like."),
    agent("That's fair. Thank you for telling us, Mister Delaney. I'm sorry about your afternoon."),
    caller("Yeah. Bye."),
  ],
  analysis: {
    summary:
      "Frank Delaney was angry about a 90 dollar bill (INV-8813) for a visit he left after waiting 1 h 40 min. The bill is on hold and the office manager will call before 5 pm.",
    sentiment: "Negative",
    successful: false,
    custom: { intent: "complaint", invoice: "INV-8813", callback_requested: true, escalated: true },
  },
};

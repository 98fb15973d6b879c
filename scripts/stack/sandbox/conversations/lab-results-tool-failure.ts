import { agent, type Conversation, caller, tool } from "./conversation";

export const labResultsToolFailure: Conversation = {
  id: "lab-results-tool-failure",
  title: "Lab system is down, the agent takes a message",
  industries: ["clinic"],
  direction: "inbound",
  language: "en",
  weight: 3,
  ending: "caller_hung_up",
  persona: { name: "Megan Castillo", numbers: ["+17375550129", "+15125550129"] },
  caller_voice: "young_woman",
  steps: [
    agent("Thanks for calling Willowbrook Family Clinic, this is Maya. How can I help?"),
    caller("Hi, it's Megan Castillo. I had blood drawn on Monday, and I wondered if the results are in."),
    agent("Let me check with the lab, Megan. This takes a few seconds."),
    tool(
      "lookupLabOrder",
      { patient_name: "Megan Castillo", drawn: "{{yesterday}}" },
      { error: "upstream_timeout", message: "Laboratory interface did not answer in 8 s" },
      8000,
    ),
    agent("I'm sorry, the lab's system isn't answering. Let me try once more."),
    tool(
      "lookupLabOrder",
      { patient_name: "Megan Castillo", drawn: "{{yesterday}}" },
      { error: "upstream_timeout", message: "Laboratory interface did not answer in 8 s" },
      8000,
    ),
    agent("Still nothing. I don't want you to wait on the line, so I'll ask a nurse to look and call you back today."),
    caller("Okay. Is it normal that it takes this long?"),
    agent("It happens now and then, and it says nothing about your results. Is this number good for the call?"),
    caller("Yes, any time after three."),
    tool(
      "createTask",
      { assignee: "Nurse line", subject: "Lab results for Megan Castillo", due: "{{today}}T15:00:00" },
      { ok: true, task: "T-1101" },
      420,
    ),
    agent("After three it is. Sorry for the trouble, Megan."),
    caller("That's alright. Thanks for trying."),
  ],
  analysis: {
    summary:
      "Megan Castillo asked for lab results. The laboratory interface timed out twice, so a nurse will call her back today after 3 pm.",
    sentiment: "Neutral",
    successful: false,
    custom: { intent: "lab_results", callback_requested: true, tool_error: "upstream_timeout" },
  },
};

import type { FilterName } from "./filters";

/** The words of the filters' values, as the screen shows them everywhere. */
export const WORDS = {
  provider: { retell: "Retell", vapi: "Vapi" },
  direction: { inbound: "Inbound", outbound: "Outbound" },
  status: {
    ringing: "Ringing",
    in_progress: "In conversation",
    ended: "Ended",
    not_connected: "Not connected",
    error: "Failed",
  },
  outcome: { succeeded: "Successful", not_reached: "Unsuccessful", voicemail: "Voicemail", unknown: "Not analysed" },
  sentiment: { positive: "Positive", neutral: "Neutral", negative: "Negative" },
} as const satisfies Partial<Record<FilterName, Record<string, string>>>;

import type { VendorProblem } from "@/lib/agents/find-drift";

/** What is wrong with an agent at its vendor, in words, and what follows from it. */
export const VENDOR_PROBLEMS: Record<VendorProblem, { title: string; means: string }> = {
  gone: {
    title: "No longer at its vendor",
    means:
      "The vendor does not know this agent under the saved key. It was deleted there, or belongs to another account.",
  },
  webhook_missing: {
    title: "Delivers nowhere",
    means: "Its webhook address at the vendor is empty: no call arrives.",
  },
  webhook_elsewhere: {
    title: "Delivers elsewhere",
    means: "Its webhook address at the vendor is not the one of Foyer: no call arrives.",
  },
  unpublished: {
    title: "Address only in a draft",
    means: "Callers reach the published version, which delivers elsewhere: their calls do not arrive.",
  },
  unsigned: {
    title: "Deliveries carry no proof",
    means: "The server address has no credential at Vapi: deliveries arrive, but cannot be believed.",
  },
  events_missing: {
    title: "Not every event is sent",
    means: "The vendor leaves out events without which a call never ends or is never analysed here.",
  },
};

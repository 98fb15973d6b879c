import { z } from "zod";

/** What the API answers about host names. */

export const DomainAnswer = z.object({
  id: z.uuid(),
  hostname: z.string().describe("Lower case; other alphabets as punycode."),
  state: z
    .enum(["waiting", "verified", "lapsed"])
    .describe("`waiting` until the record was seen; `lapsed` when it led here and its record stayed away for a week."),
  records: z
    .array(z.object({ type: z.enum(["TXT", "CNAME"]), name: z.string(), value: z.string() }))
    .describe("What its owner puts into the DNS: the proof, and the way here."),
  problem: z.string().nullable().describe("Why the last check did not find the proof."),
  lapses_at: z.iso
    .datetime()
    .nullable()
    .describe("When a verified name whose record is missing stops to lead here; null while it is found."),
  lapsed_at: z.iso.datetime().nullable(),
  checked_at: z.iso.datetime().nullable(),
  verified_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});

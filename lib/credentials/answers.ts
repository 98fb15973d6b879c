import { z } from "zod";

/** What the API answers about credentials. */

export const CredentialAnswer = z.object({
  id: z.uuid(),
  kind: z.enum(["retell", "vapi", "twilio", "google_calendar", "creatomate", "boberdoo", "slack", "openai", "resend"]),
  label: z.string(),
  state: z
    .enum(["expired", "active", "retiring", "retired"])
    .describe("`retiring` has a successor and works until `retires_at`; `retired` has no secret any more."),
  fingerprint: z
    .string()
    .nullable()
    .describe("Sixteen hex digits of a keyed hash; null for one kept before there were fingerprints."),
  last_four: z.string(),
  is_default: z.boolean().describe("The one of its kind that is used where none is named."),
  replaces_id: z.string().nullable(),
  verifiable: z.boolean().describe("Whether its vendor can be asked if it works."),
  unverifiable_because: z.string().nullable().describe("Why its vendor cannot be asked; null where it can."),
  verification: z
    .enum(["valid", "refused", "unanswered"])
    .nullable()
    .describe("What came of asking last: it works, the vendor refuses it, the vendor did not say. Null: never asked."),
  verification_problem: z.string().nullable().describe("A sentence on what to do; beside `valid` a remark."),
  verified_at: z.iso.datetime().nullable(),
  retires_at: z.iso.datetime().nullable(),
  retired_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
});

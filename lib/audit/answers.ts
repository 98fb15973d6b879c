import { z } from "zod";

/** What the API answers about audit. */

export const VerificationAnswer = z.object({
  entries: z.number().describe("How many entries the log has, and the newest of them."),
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  faults: z.array(z.object({ seq: z.number(), fault: z.enum(["link", "hash", "gap", "cut", "rewritten"]) })),
  verified_to: z
    .number()
    .nullable()
    .describe("The place up to which it was computed; go on `after` it. Null when that was all."),
  anchors: z.object({ compared: z.number(), newest: z.string().nullable(), unreadable: z.boolean() }).nullable(),
});

export const AuditEntryAnswer = z.object({
  id: z.string().describe("Its place in the chain of its organization, as text; `seq` is the same number."),
  seq: z.number(),
  action: z.string(),
  subject_type: z.string(),
  subject_id: z.string().nullable(),
  subject_name: z.string().nullable().describe("What the thing is called now, or was called when it changed."),
  actor_type: z.enum(["user", "api_key", "vendor", "job", "operator", "visitor"]),
  actor_id: z.string().nullable(),
  actor_name: z.string().nullable().describe("The name of a person who acted, while we know them."),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  ip: z.string().nullable(),
  request_id: z.string().nullable(),
  recorded_at: z.iso.datetime(),
  hash: z.string(),
});

export const AuditPageAnswer = z.object({
  data: z.array(AuditEntryAnswer),
  next_cursor: z.string().nullable(),
  entries: z.number().describe("How many entries the whole log has, whatever the filter."),
});

export const AuditActorsAnswer = z.object({
  data: z.array(
    z.object({
      actor_type: z.enum(["user", "api_key", "vendor", "job", "operator", "visitor"]),
      actor_name: z.string().nullable().describe("The name of a person who acted, while we know them."),
      actor_id: z.string(),
    }),
  ),
});

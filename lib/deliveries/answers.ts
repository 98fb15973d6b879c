import { z } from "zod";

/** What the API answers about deliveries. */

export const DeliveryOfCallAnswer = z.object({
  id: z.uuid(),
  received_at: z.iso.datetime(),
  event_type: z.string(),
  state: z.enum(["received", "duplicate", "applied", "failed", "unusable"]),
  source: z.enum(["webhook", "reconciliation", "test"]),
  changes: z.object({ created: z.boolean(), facets: z.array(z.string()) }).nullable(),
  duplicate_of: z.string().nullable(),
  error: z.string().nullable(),
});

export const ReplayOutcomeAnswer = z.object({
  reason: z.string().nullable(),
  call_id: z.uuid().nullable(),
  changed: z.record(z.string(), z.object({ before: z.unknown(), after: z.unknown() })),
  state: z.enum(["applied", "failed", "unusable"]),
});

export const ListedDeliveryAnswer = z.object({
  id: z.uuid(),
  received_at: z.iso.datetime(),
  applied_at: z.iso.datetime().nullable(),
  agent: z.object({ id: z.uuid(), name: z.string() }),
  provider: z.enum(["retell", "vapi"]),
  source: z.enum(["webhook", "reconciliation", "test"]),
  event_type: z.string(),
  vendor_call_id: z.string().nullable(),
  call_id: z.uuid().nullable(),
  number: z.string().nullable().describe("the outside party of its call"),
  state: z.enum(["received", "duplicate", "applied", "failed", "unusable"]),
  duplicate_of: z.string().nullable(),
  changes: z.object({ created: z.boolean(), facets: z.array(z.string()) }).nullable(),
  error: z.string().nullable(),
  attempts: z.number(),
});

export const DeliveryPageAnswer = z.object({ data: z.array(ListedDeliveryAnswer), next_cursor: z.string().nullable() });

export const DeliveryDetailAnswer = ListedDeliveryAnswer.extend({
  event_key: z.string(),
  request_id: z.string().nullable(),
  body_bytes: z.number(),
  body: z
    .string()
    .nullable()
    .describe("the exact body and the kept headers; null for roles that may not read raw deliveries"),
  headers: z.record(z.string(), z.string()).nullable(),
  call: z
    .object({
      id: z.uuid(),
      status: z.enum(["error", "registered", "ringing", "in_progress", "ended", "not_connected"]),
      direction: z.enum(["inbound", "outbound"]).nullable(),
      from_number: z.string().nullable(),
      to_number: z.string().nullable(),
      started_at: z.iso.datetime(),
    })
    .nullable(),
  content: z
    .union([
      z.object({
        outcome: z.literal("call"),
        kind: z.enum(["ended", "started", "updated", "transcript_updated", "analyzed"]),
        at: z.iso.datetime().nullable(),
        facets: z.array(
          z.object({ name: z.string(), values: z.record(z.string(), z.unknown()), current: z.boolean() }),
        ),
        transcript: z.object({ kind: z.enum(["snapshot", "utterance"]), turns: z.number() }).nullable(),
      }),
      z.object({ outcome: z.enum(["unusable", "ignored"]), reason: z.string() }),
    ])
    .describe("what the delivery says, read again from its body"),
});

export const DeliveriesNeedingAttentionAnswer = z.object({
  failed: z.object({ value: z.number(), capped: z.boolean() }),
  unusable: z.object({ value: z.number(), capped: z.boolean() }),
  last_needing_received_at: z.iso
    .datetime()
    .nullable()
    .describe("When the newest of those that failed or could not be used came."),
  last_received_at: z.iso.datetime().nullable().describe("When the newest delivery of all came."),
});

export const ReplayRunAnswer = z.object({
  id: z.uuid(),
  state: z.enum(["queued", "failed", "running", "completed"]),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  error: z.string().nullable(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
});

import { z } from "zod";
import { DeliveryOfCallAnswer } from "../deliveries/answers";

/** What the API answers about calls. */

export const ListedCallAnswer = z.object({
  id: z.uuid(),
  agent: z.object({ id: z.uuid(), name: z.string() }),
  provider: z.enum(["retell", "vapi"]),
  channel: z.enum(["phone", "web"]),
  direction: z.enum(["inbound", "outbound"]).nullable(),
  from_number: z.string().nullable(),
  to_number: z.string().nullable(),
  status: z.enum(["error", "registered", "ringing", "in_progress", "ended", "not_connected"]),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  duration_ms: z.number().nullable(),
  disconnection_reason: z.string().nullable(),
  successful: z.boolean().nullable(),
  voicemail: z.boolean().nullable(),
  sentiment: z.enum(["positive", "neutral", "negative"]).nullable(),
  summary: z.string().nullable(),
  cost_micros: z.number().nullable(),
  cost_currency: z.string().nullable(),
  latency_p50_ms: z.number().nullable().describe("Median of the caller's waits for an answer."),
  is_billable: z.boolean(),
  reviewed_at: z.iso.datetime().nullable().describe("When somebody has looked at it."),
  is_masked: z.literal(true).optional().describe("The caller's number is masked: its last four digits."),
  hits: z
    .array(
      z.object({
        role: z.enum(["agent", "caller", "system", "tool_call", "tool_result", "transfer_target", "note"]),
        at_ms: z
          .number()
          .nullable()
          .describe("Where the first word that was searched is spoken; null when the vendor gave no times."),
        parts: z
          .array(z.object({ text: z.string(), hit: z.boolean() }))
          .describe("The line, cut around the words; those that were searched are `hit`."),
      }),
    )
    .optional()
    .describe("Only in a search: the lines it was found by."),
});

export const CallPageAnswer = z.object({
  data: z.array(ListedCallAnswer),
  next_cursor: z.string().nullable(),
  total: z
    .object({ value: z.number(), capped: z.boolean() })
    .optional()
    .describe("Only with the first page; left out where counting would mean reading transcripts."),
  indexing: z
    .literal(true)
    .optional()
    .describe("Words, tools and fields of older calls are still being read: the list is not complete yet."),
  sorted_newest: z.number().optional().describe("The list is sorted among the newest so many matches only."),
});

export const TurnAnswer = z.object({
  role: z.enum(["agent", "caller", "system", "tool_call", "tool_result", "transfer_target", "note"]),
  text: z.string(),
  start_ms: z.number().nullable(),
  end_ms: z.number().nullable(),
  words: z.array(z.object({ text: z.string(), start_ms: z.number(), end_ms: z.number() })).optional(),
  tool: z
    .object({
      id: z.string(),
      name: z.string().optional(),
      arguments: z.string().optional(),
      successful: z.boolean().optional(),
    })
    .optional()
    .describe("tool_call and tool_result: what was asked of which tool, matched by id"),
});

export const CallDetailAnswer = z.object({
  id: z.uuid(),
  agent: z.object({ id: z.uuid(), name: z.string(), status: z.string() }),
  provider: z.enum(["retell", "vapi"]),
  vendor_call_id: z.string(),
  channel: z.enum(["phone", "web"]),
  direction: z.enum(["inbound", "outbound"]).nullable(),
  from_number: z.string().nullable(),
  to_number: z.string().nullable(),
  status: z.enum(["error", "registered", "ringing", "in_progress", "ended", "not_connected"]),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  duration_ms: z.number().nullable(),
  disconnection_reason: z.string().nullable(),
  transfer_destination: z.string().nullable(),
  successful: z.boolean().nullable(),
  voicemail: z.boolean().nullable(),
  sentiment: z.enum(["positive", "neutral", "negative"]).nullable(),
  summary: z.string().nullable(),
  custom_analysis: z.record(z.string(), z.unknown()).nullable(),
  analyzed_at: z.iso.datetime().nullable(),
  cost_micros: z.number().nullable(),
  cost_currency: z.string().nullable(),
  cost_breakdown: z.array(z.object({ label: z.string(), cost_micros: z.number() })),
  price: z
    .object({ price_micros: z.number(), per_minute_micros: z.number(), currency: z.string() })
    .nullable()
    .describe(
      "What the organization asks for the call; null for roles that may not see prices, and where none is set.",
    ),
  latency: z.record(z.string(), z.record(z.string(), z.number())).nullable(),
  latency_p50_ms: z.number().nullable(),
  has_recording: z
    .boolean()
    .describe("The sound itself is at `…/calls/{id}/recording`; the vendor's address stays on the server."),
  recording_channels: z
    .union([z.literal(1), z.literal(2)])
    .nullable()
    .describe("2 when each speaker was recorded on a channel of their own; null without a recording."),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  redaction: z
    .enum(["personal_data", "content"])
    .nullable()
    .describe("What the vendor took out before it sent the call: personal data, or everything that was said."),
  is_billable: z.boolean(),
  billable_reason: z.string().nullable(),
  billable_changed_by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  billable_changed_at: z.iso.datetime().nullable(),
  reviewed_at: z.iso.datetime().nullable(),
  reviewed_by: z
    .object({ id: z.uuid(), name: z.string() })
    .nullable()
    .describe(
      "Null where a program said so, or the person's account is gone. Somebody who has left is a former member; who was here on a visit is Foyer staff.",
    ),
  updated_at: z.iso.datetime(),
  is_hidden: z
    .boolean()
    .describe("Who reads may not see what was said and who called: numbers are masked, the rest is null."),
  transcript: z.object({ turns: z.array(TurnAnswer), updated_at: z.iso.datetime() }).nullable(),
  deliveries: z.array(DeliveryOfCallAnswer),
});

export const LiveCallsAnswer = z.object({
  data: z.array(
    ListedCallAnswer.extend({
      is_muted: z.boolean().describe("Somebody made its agent silent."),
      turns: z.array(TurnAnswer),
      earlier_turns: z.number().describe("How many turns came before those."),
      is_hidden: z.boolean().describe("Who reads may not see what was said."),
    }),
  ),
});

export const RelatedCallsAnswer = z.object({
  number: z.string().nullable(),
  data: z.array(
    z.object({
      id: z.uuid(),
      agent: z.object({ id: z.uuid(), name: z.string() }),
      direction: z.enum(["inbound", "outbound"]).nullable(),
      status: z.enum(["error", "registered", "ringing", "in_progress", "ended", "not_connected"]),
      started_at: z.iso.datetime(),
      duration_ms: z.number().nullable(),
      successful: z.boolean().nullable(),
      voicemail: z.boolean().nullable(),
      disconnection_reason: z.string().nullable(),
      summary: z.string().nullable(),
    }),
  ),
  has_more: z.boolean(),
});

export const NeighboursAnswer = z.object({ previous: z.string().nullable(), next: z.string().nullable() });

export const FilterValuesAnswer = z.object({
  disconnection_reasons: z.array(z.string()).describe("The vendors' own words, most frequent first."),
  tools: z.array(z.string()),
  fields: z
    .array(z.object({ key: z.string(), values: z.array(z.string()) }))
    .describe("Answers of the analysis; `values` only where a few of them repeat."),
});

export const WaveformAnswer = z.object({
  duration_ms: z.number(),
  peaks: z.array(z.array(z.number())),
  silences: z.array(z.tuple([z.number(), z.number()])),
});

export const CallLimitsAnswer = z.object({
  data: z.array(z.object({ provider: z.literal("retell"), limit: z.number(), current: z.number().nullable() })),
});

export const BillableAnswer = z.object({
  id: z.uuid(),
  is_billable: z.boolean(),
  billable_reason: z.string().nullable(),
  billable_changed_by: z.string().nullable(),
  billable_changed_at: z.iso.datetime().nullable(),
});

export const ReviewedAnswer = z.object({
  id: z.uuid(),
  reviewed_at: z.iso.datetime().nullable(),
  reviewed_by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});

export const ReviewedOfManyAnswer = z.object({ changed: z.array(z.string()) });

export const BillableOfManyAnswer = z.object({
  changed: z.array(z.string()),
  reasons: z
    .record(z.string(), z.string())
    .describe("By id, the reasons that these calls had been given: to take it back, send them as `reasons`."),
});

export const ListenedAnswer = z.object({ url: z.string() });

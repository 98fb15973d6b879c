import { z } from "zod";
import { finite, flag, listOf, maybe, milliseconds, record, shortText, text, unixMs } from "../loose";

/** What Retell sends and serves, loosely. Source: types of retell-sdk 5.66.1 and docs.retellai.com/features/webhook-overview. */

/** Lists that only `./turns` reads, and of which it reads one. */
const unread = maybe(z.array(z.unknown()));

export const RetellCall = z.looseObject({
  call_id: shortText,
  call_type: shortText,
  call_status: shortText,
  agent_id: shortText,
  direction: maybe(z.enum(["inbound", "outbound"])),
  from_number: shortText,
  to_number: shortText,
  start_timestamp: unixMs,
  end_timestamp: unixMs,
  duration_ms: milliseconds,
  disconnection_reason: shortText,
  transfer_destination: maybe(z.unknown()),
  transcript: text,
  transcript_object: unread,
  transcript_with_tool_calls: unread,
  recording_url: text,
  recording_multi_channel_url: text,
  data_storage_setting: shortText,
  scrubbed_transcript_with_tool_calls: unread,
  scrubbed_recording_url: text,
  scrubbed_recording_multi_channel_url: text,
  latency: record,
  metadata: record,
  retell_llm_dynamic_variables: record,
  collected_dynamic_variables: record,
  call_cost: maybe(
    z.looseObject({
      /** cents */
      combined_cost: finite,
      product_costs: listOf(z.looseObject({ product: z.string(), cost: z.number() })),
    }),
  ),
  call_analysis: maybe(
    z.looseObject({
      call_summary: text,
      user_sentiment: shortText,
      call_successful: flag,
      in_voicemail: flag,
      custom_analysis_data: record,
    }),
  ),
});
export type RetellCall = z.infer<typeof RetellCall>;

export const RetellWebhook = z.looseObject({
  event: shortText,
  /** One page of the documentation calls it so. */
  event_type: shortText,
  event_timestamp: unixMs,
  call: maybe(RetellCall),
  transfer_destination: maybe(z.unknown()),
});
export type RetellWebhook = z.infer<typeof RetellWebhook>;

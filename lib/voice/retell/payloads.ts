import {
  type Entry,
  entriesIn,
  flagIn,
  millisecondsIn,
  numberIn,
  oneOfIn,
  recordIn,
  shortTextIn,
  textIn,
  trimmedTextIn,
  unixMsIn,
} from "../read-entry";

/**
 * A call as Retell sends and serves it, as far as it is used. Every field may be missing.
 * Source: types of retell-sdk 5.66.1 and docs.retellai.com/features/webhook-overview.
 */
export type RetellCall = Partial<ReturnType<typeof readRetellCall>>;

export type RetellWebhook = ReturnType<typeof readRetellWebhook>;

export function readRetellWebhook(body: Entry) {
  const call = recordIn(body, "call");
  return {
    event: shortTextIn(body, "event"),
    /** One page of the documentation calls it so. */
    event_type: shortTextIn(body, "event_type"),
    event_timestamp: unixMsIn(body, "event_timestamp"),
    call: call && readRetellCall(call),
    transfer_destination: body.transfer_destination,
  };
}

export function readRetellCall(call: Entry) {
  return {
    call_id: shortTextIn(call, "call_id"),
    call_type: shortTextIn(call, "call_type"),
    call_status: shortTextIn(call, "call_status"),
    agent_id: shortTextIn(call, "agent_id"),
    direction: oneOfIn(call, "direction", ["inbound", "outbound"]),
    from_number: shortTextIn(call, "from_number"),
    to_number: shortTextIn(call, "to_number"),
    start_timestamp: unixMsIn(call, "start_timestamp"),
    end_timestamp: unixMsIn(call, "end_timestamp"),
    duration_ms: millisecondsIn(call, "duration_ms"),
    disconnection_reason: shortTextIn(call, "disconnection_reason"),
    transfer_destination: call.transfer_destination,
    transcript: trimmedTextIn(call, "transcript"),
    // Lists that only `./turns` reads, and of which it reads one.
    transcript_object: call.transcript_object,
    transcript_with_tool_calls: call.transcript_with_tool_calls,
    recording_url: trimmedTextIn(call, "recording_url"),
    recording_multi_channel_url: trimmedTextIn(call, "recording_multi_channel_url"),
    data_storage_setting: shortTextIn(call, "data_storage_setting"),
    scrubbed_transcript_with_tool_calls: call.scrubbed_transcript_with_tool_calls,
    scrubbed_recording_url: trimmedTextIn(call, "scrubbed_recording_url"),
    scrubbed_recording_multi_channel_url: trimmedTextIn(call, "scrubbed_recording_multi_channel_url"),
    latency: recordIn(call, "latency"),
    metadata: recordIn(call, "metadata"),
    retell_llm_dynamic_variables: recordIn(call, "retell_llm_dynamic_variables"),
    /** What the agent noted down during the call; there once it is over. */
    collected_dynamic_variables: recordIn(call, "collected_dynamic_variables"),
    call_cost: costIn(recordIn(call, "call_cost")),
    call_analysis: analysisIn(recordIn(call, "call_analysis")),
  };
}

function costIn(cost: Entry | undefined) {
  return (
    cost && {
      /** cents */
      combined_cost: numberIn(cost, "combined_cost"),
      product_costs: entriesIn(cost.product_costs).flatMap((item) => {
        const [product, cents] = [textIn(item, "product"), numberIn(item, "cost")];
        return product === undefined || cents === undefined ? [] : [{ product, cost: cents }];
      }),
    }
  );
}

function analysisIn(analysis: Entry | undefined) {
  return (
    analysis && {
      call_summary: trimmedTextIn(analysis, "call_summary"),
      user_sentiment: shortTextIn(analysis, "user_sentiment"),
      call_successful: flagIn(analysis, "call_successful"),
      in_voicemail: flagIn(analysis, "in_voicemail"),
      custom_analysis_data: recordIn(analysis, "custom_analysis_data"),
    }
  );
}

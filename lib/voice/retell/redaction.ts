import type { Redaction } from "../provider";
import type { RetellCall } from "./payloads";

const OF_SETTING: Partial<Record<string, Redaction>> = {
  everything_except_pii: "personal_data",
  basic_attributes_only: "content",
};

/** What Retell took out of a call by the agent's data storage setting; undefined when it keeps everything or does not say. */
export function redactionOf(call: Pick<RetellCall, "data_storage_setting">): Redaction | undefined {
  return OF_SETTING[call.data_storage_setting ?? ""];
}

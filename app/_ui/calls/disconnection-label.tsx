"use client";

import type { ListedCall } from "@/lib/calls/listed-call";
import { explainDisconnection } from "@/lib/voice/disconnection-reasons";

/** Why a call ended, in plain words. Apart from `CallOutcome` because the words of both vendors are two kilobytes. */
export function DisconnectionLabel({ call }: { call: Pick<ListedCall, "direction" | "disconnection_reason"> }) {
  return explainDisconnection(call.disconnection_reason ?? "", call).label;
}

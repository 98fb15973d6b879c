"use client";

import { explainDisconnection } from "@/lib/voice/disconnection-reasons";

/** Why a call ended, in plain words. Apart from `CallOutcome` because the words of both vendors are two kilobytes. */
export function DisconnectionLabel({ reason }: { reason: string }) {
  return explainDisconnection(reason).label;
}

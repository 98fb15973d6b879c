import { hash } from "node:crypto";
import { newId } from "../db/new-id";
import type { CallEvent } from "../voice/provider";
import type { CallChange, DeliveryRow, IncomingDelivery } from "./delivery";
import { versionOf } from "./facets";

const EVENT_NAME = {
  started: "call.started",
  updated: "call.updated",
  transcript_updated: "call.transcript_updated",
  ended: "call.ended",
  analyzed: "call.analyzed",
} as const satisfies Record<CallEvent["kind"], string>;

/** Writes an understood delivery as the row the ingest statement reads. A paused agent's deliveries are kept, not applied. */
export function toRow(delivery: IncomingDelivery): DeliveryRow {
  const { interpretation, agent } = delivery;
  const event = interpretation.outcome === "call" && agent.status !== "paused" ? interpretation.event : undefined;
  const waiting = interpretation.outcome === "call" && !event;
  return {
    id: delivery.id,
    agent_id: agent.id,
    provider: agent.provider,
    source: delivery.source,
    proof: delivery.proof,
    event_type: interpretation.event_type,
    event_key: interpretation.event_key,
    vendor_call_id: interpretation.vendor_call_id,
    headers: delivery.headers,
    body: delivery.body.replaceAll("\0", "\uFFFD"),
    request_id: delivery.request_id,
    received_at: delivery.received_at.toISOString(),
    state: interpretation.outcome === "unusable" ? "unusable" : waiting ? "received" : "applied",
    error: interpretation.outcome === "unusable" ? interpretation.reason : null,
    event_name: event ? EVENT_NAME[event.kind] : "delivery.stored",
    change: event ? changeOf(event, interpretation.event_key, delivery.received_at) : null,
  };
}

/** What an event wants of its call. Pure but for the fresh id a new call would get. */
export function changeOf(event: CallEvent, eventKey: string, receivedAt: Date): CallChange {
  const tieBreak = hash("sha256", eventKey);
  const version = versionOf(event, tieBreak);
  const present = Object.entries(event.facets).filter(([, facet]) => facet !== undefined);
  const transcript = event.transcript;
  const utterance =
    transcript?.kind === "utterance"
      ? { [versionOf({ rank: 1, at_ms: transcript.at_ms }, tieBreak)]: transcript.turn }
      : null;
  return {
    call_id: newId(),
    seen_at: new Date(event.at_ms ?? receivedAt.getTime()).toISOString(),
    values: Object.assign({}, ...present.map(([, facet]) => facet)),
    versions: Object.fromEntries(present.map(([name]) => [name, version])),
    turns: transcript?.kind === "snapshot" ? transcript.turns : null,
    fragments: utterance,
    transcript_version: transcript?.kind === "snapshot" ? version : "",
  };
}

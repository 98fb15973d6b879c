import { sealOf } from "../credentials/webhook-secret";
import { newId } from "../db/new-id";
import { vaultOnTheRoad } from "../phi/vault";
import type { Interpretation } from "../voice/provider";
import { interpretRetell } from "../voice/retell/interpret";
import { interpretVapi } from "../voice/vapi/interpret";
import { ingestDelivery } from "./batcher";
import type { DeliveryProof, IncomingDelivery, Receipt, SigningAgent } from "./delivery";
import { parseJson } from "./parse-json";
import { sealRow } from "./seal-row";
import { toRow } from "./to-row";

// What may be kept of the headers: enough to explain a delivery, nothing that authenticates.
const KEPT_HEADERS = [
  "content-type",
  "content-length",
  "user-agent",
  "x-retell-signature",
  "x-timestamp",
  "webhook-id",
];

// "v2.<version>.", twelve bytes of nonce, and some of the tag; never what is sealed.
const SEAL_CHARACTERS = 32;

/**
 * Keeps an authentic delivery and applies what it says. Never throws because of its content: what cannot be understood is
 * stored and marked.
 * @param delivered `body` is the exact text whose signature was verified
 */
export async function receiveDelivery(delivered: {
  agent: SigningAgent;
  body: string;
  headers: Headers;
  requestId: string;
  source?: IncomingDelivery["source"];
}): Promise<Receipt> {
  const { agent, body, headers, requestId, source = "webhook" } = delivered;
  const received_at = new Date();
  const row = toRow({
    id: newId(received_at.getTime()),
    agent,
    source,
    proof: agent.status === "validated" ? undefined : proofOf(agent),
    body,
    headers: keptHeaders(headers),
    received_at,
    request_id: requestId,
    interpretation: interpretBody(agent.provider, body, received_at.getTime()),
  });
  return ingestDelivery(agent.org_id, sealRow(await vaultOnTheRoad(agent.org_id), row));
}

/** Understands an exact body; what is not JSON is unusable, not an error. */
export function interpretBody(provider: SigningAgent["provider"], body: string, receivedAtMs: number): Interpretation {
  const payload = parseJson(body);
  if (payload === undefined) {
    return {
      outcome: "unusable",
      reason: "The body is not valid JSON.",
      event_type: "unreadable",
      event_key: `unreadable:${newId()}`,
      vendor_call_id: null,
    };
  }
  return provider === "retell"
    ? interpretRetell(payload, receivedAtMs, body)
    : interpretVapi(payload, receivedAtMs, body);
}

function proofOf(agent: SigningAgent): DeliveryProof {
  const { auth_scheme, auth_config } = agent;
  return { auth_scheme, auth_config, seal: (sealOf(agent) ?? "").slice(0, SEAL_CHARACTERS) };
}

function keptHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers.get(name);
    if (value !== null) kept[name] = value.slice(0, 300);
  }
  return kept;
}

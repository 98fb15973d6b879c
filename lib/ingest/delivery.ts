import type { WithWebhookSecret } from "../credentials/webhook-secret";
import type { Interpretation, Provider, TranscriptPart } from "../voice/provider";

/** The agent that signed a delivery, as the narrow doors of the database know it. */
export type SigningAgent = WithWebhookSecret & {
  provider: Provider;
  auth_scheme: "retell_signature" | "bearer" | "shared_secret" | "hmac";
  auth_config: Record<string, unknown>;
  status: "waiting" | "validated" | "paused" | "deleted";
  vendor_agent_id: string | null;
};

/** What proved a delivery, to be compared with what proves its agent's deliveries by the time it is kept. */
export type DeliveryProof = Pick<SigningAgent, "auth_scheme" | "auth_config"> & {
  /** How the ciphertext of the secret begins: its nonce, another one whenever a secret is saved. */
  seal: string;
};

/** One authentic delivery on its way into the database. */
export type IncomingDelivery = {
  id: string;
  agent: Pick<SigningAgent, "id" | "org_id" | "provider" | "status">;
  source: "webhook" | "reconciliation" | "test";
  /** Of an agent that was not validated yet when it was looked up: no other is validated by a delivery. */
  proof?: DeliveryProof | undefined;
  /** exact body as received */
  body: string;
  headers: Record<string, string>;
  received_at: Date;
  request_id: string;
  interpretation: Interpretation;
};

export type DeliveryState = "received" | "duplicate" | "applied" | "failed" | "unusable";

/** What became of a delivery. */
export type Receipt = { id: string; state: DeliveryState; call_id: string | null };

/** One delivery as the ingest statement reads it. */
export type DeliveryRow = {
  id: string;
  agent_id: string;
  provider: Provider;
  source: IncomingDelivery["source"];
  proof?: DeliveryProof | undefined;
  event_type: string;
  event_key: string;
  vendor_call_id: string | null;
  headers: Record<string, string>;
  body: string | null;
  body_ciphertext?: string | null;
  request_id: string;
  received_at: string;
  state: "received" | "applied" | "unusable" | "failed";
  error: string | null;
  event_name: string;
  change: CallChange | null;
};

/** What a delivery wants of its call: column values, and the version of every facet they belong to. */
export type CallChange = {
  call_id: string;
  seen_at: string;
  values: Record<string, unknown>;
  versions: Record<string, string>;
  turns: Extract<TranscriptPart, { kind: "snapshot" }>["turns"] | null;
  fragments: Record<string, unknown> | null;
  turns_ciphertext?: string | null;
  fragments_ciphertext?: Record<string, string> | null;
  transcript_version: string;
};

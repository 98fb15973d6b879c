import { env } from "../env";
import { versionOf } from "../http/version";
import type { Provider } from "../voice/provider";
import { worksAtSharedAddress } from "../voice/vapi/shared-address";
import type { AgentTrend } from "./agent-trends";
import { editable } from "./audited";
import { isFailing } from "./failing";
import { isVendorProblem, type VendorProblem } from "./find-drift";
import { rejectionWords } from "./rejection-words";
import type { AgentRow } from "./rows";

/** An agent as lists and its page show it. Times ISO 8601 UTC. The secret is never part of it. */
export type Agent = {
  id: string;
  provider: Provider;
  name: string;
  status: "waiting" | "validated" | "paused";
  /** `status`, or `failing` while the newest thing that happened, within a day, was a refused delivery. */
  health: "waiting" | "validated" | "paused" | "failing";
  vendor_agent_id: string | null;
  /** Where its vendor delivers. */
  webhook_url: string;
  /** Vapi only: one address for all assistants; the secret says whose a delivery is. Null where its proof cannot be known there. */
  shared_webhook_url: string | null;
  auth_scheme: AgentRow["auth_scheme"];
  auth_config: Record<string, unknown>;
  secret_last_four: string | null;
  validated_at: string | null;
  paused_at: string | null;
  last_delivery_at: string | null;
  rejections: { count: number; last_at: string; reason: string; words: string } | null;
  webhook_registered_at: string | null;
  reconciliation: {
    at: string;
    hours: number | null;
    vendor_calls: number | null;
    missing_calls: number | null;
    error: string | null;
  } | null;
  /** What of its configuration at the vendor keeps calls from arriving, when that was looked at, or why it could not be. */
  vendor_problems: VendorProblem[];
  vendor_checked_at: string | null;
  vendor_check_error: string | null;
  created_at: string;
  updated_at: string;
  /** Another one whenever somebody has edited it; `If-Match` of a change. */
  version: string;
};

/** An agent in a list: with how it has been doing. */
export type ListedAgent = Agent & AgentTrend;

export function describeAgent(row: AgentRow): Agent {
  const base = env().PUBLIC_BASE_URL;
  const status = row.status === "paused" || row.status === "validated" ? row.status : "waiting";
  return {
    id: row.id,
    provider: row.provider,
    name: row.name,
    status,
    health: status !== "paused" && isFailing(row) ? "failing" : status,
    vendor_agent_id: row.vendor_agent_id,
    webhook_url: `${base}/webhooks/agent/${row.token}`,
    shared_webhook_url: isShared(row) ? `${base}/api/vapi/webhook` : null,
    auth_scheme: row.auth_scheme,
    auth_config: isRecord(row.auth_config) ? row.auth_config : {},
    secret_last_four: row.secret_last_four,
    validated_at: iso(row.validated_at),
    paused_at: iso(row.paused_at),
    last_delivery_at: iso(row.last_delivery_at),
    rejections: row.last_rejected_at && {
      count: row.rejected_count,
      last_at: row.last_rejected_at.toISOString(),
      reason: row.last_rejected_reason ?? "",
      words: rejectionWords(row.last_rejected_reason ?? ""),
    },
    webhook_registered_at: iso(row.webhook_registered_at),
    reconciliation: row.reconciled_at && {
      at: row.reconciled_at.toISOString(),
      hours: row.reconciled_hours,
      vendor_calls: row.reconciled_vendor_calls,
      missing_calls: row.reconciled_missing_calls,
      error: row.reconciliation_error,
    },
    vendor_problems: row.vendor_problems.filter(isVendorProblem),
    vendor_checked_at: iso(row.vendor_checked_at),
    vendor_check_error: row.vendor_check_error,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    version: versionOf(editable(row)),
  };
}

function isShared({ auth_scheme, auth_config, vendor_agent_id }: AgentRow): boolean {
  return auth_scheme !== "retell_signature" && worksAtSharedAddress({ auth_scheme, auth_config, vendor_agent_id });
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

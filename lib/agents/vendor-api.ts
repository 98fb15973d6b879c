import { AppError } from "../errors";
import type { Provider } from "../voice/provider";
import { retellClient } from "../voice/retell/client";
import { toRetellDelivery } from "../voice/retell/to-delivery";
import { vapiClient, wasOnlyTouched } from "../voice/vapi/client";
import { isReported, toVapiDelivery } from "../voice/vapi/to-delivery";
import { VendorError } from "../voice/vendor-error";
import { retellSnapshot } from "./retell-snapshot";
import { vapiSnapshot } from "./vapi-snapshot";
import type { VendorSnapshot } from "./vendor-snapshot";

/** An agent as its vendor knows it. */
export type VendorAgent = { vendor_agent_id: string; name: string; webhook_url: string | null };

/** A call as its vendor's list tells of it. */
export type VendorCall = {
  vendor_call_id: string;
  is_over: boolean;
  is_analyzed: boolean;
  /** Over before the span, and only touched in it: listed, but none of those to compare. */
  is_older?: boolean;
  /** What of the span that is listed lies behind it, its own moment included; undefined where its time is not told. */
  rest: { fromMs: number; toMs: number } | undefined;
};

/** What Foyer asks of either vendor's API. Every method throws `VendorError`. */
export type VendorApi = {
  listAgents(): Promise<VendorAgent[]>;
  /** The agent's configuration; undefined when there is no such agent under this key. */
  takeSnapshot(vendorAgentId: string): Promise<VendorSnapshot | undefined>;
  /** Makes a version the one callers reach; only Retell has drafts. */
  publish(vendorAgentId: string, version: number): Promise<void>;
  setWebhook(vendorAgentId: string, url: string): Promise<void>;
  /** Page by page, in the vendor's own order of time. */
  listCalls(span: { agentId: string; fromMs: number; toMs: number }): AsyncGenerator<VendorCall[]>;
  /** The call as the delivery its vendor owed; undefined while it has not begun. */
  fetchDelivery(vendorCallId: string): Promise<object | undefined>;
};

/** So long a job waits for an answer beyond its own time, so that it never asks in vain; a drain is stopped later than that. */
const GRACE_MS = 5_000;

/** @param jobDeadline Unix ms, where a job asks */
export function vendorApi(provider: Provider, key: string, jobDeadline?: number): VendorApi {
  const until = jobDeadline === undefined ? undefined : jobDeadline + GRACE_MS;
  return provider === "retell" ? retellApi(key, until) : vapiApi(key, until);
}

function retellApi(key: string, until: number | undefined): VendorApi {
  const client = retellClient(key, undefined, until);
  return {
    async listAgents() {
      return (await client.listAgents()).map(({ agent_id, agent_name, webhook_url }) => ({
        vendor_agent_id: agent_id,
        name: agent_name ?? agent_id,
        webhook_url: webhook_url ?? null,
      }));
    },
    takeSnapshot: (agentId) =>
      unlessGone(async () => {
        const versions = await client.getVersions(agentId);
        const newest = [...versions].sort((a, b) => (b.version ?? 0) - (a.version ?? 0))[0]?.response_engine;
        // A model that this key may not read, or that is gone, leaves the snapshot without its fields.
        const llm = newest?.llm_id
          ? await client.getLlm(newest.llm_id, newest.version).catch(undefinedForGood)
          : undefined;
        return retellSnapshot(versions, llm);
      }),
    publish: (agentId, version) => client.publishVersion(agentId, version),
    async setWebhook(agentId, url) {
      await client.updateAgent(agentId, { webhook_url: url, webhook_events: RETELL_EVENTS });
    },
    async *listCalls(span) {
      for await (const page of client.listCalls(span)) {
        yield page.flatMap(({ call_id, call_status, call_analysis, start_timestamp }) =>
          call_id && call_status !== "registered"
            ? [
                {
                  vendor_call_id: call_id,
                  is_over: call_status !== "ongoing",
                  is_analyzed: call_analysis !== undefined,
                  rest: start_timestamp === undefined ? undefined : { fromMs: start_timestamp, toMs: span.toMs },
                },
              ]
            : [],
        );
      }
    },
    fetchDelivery: async (callId) => toRetellDelivery(await client.getCall(callId)),
  };
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof VendorError && error.status === 404) return undefined;
    throw error;
  }
}

/** For what a vendor refuses for good. What only failed just now is thrown again: whoever asks would keep it as the vendor's word. */
function undefinedForGood(error: unknown): undefined {
  if (error instanceof VendorError && error.permanent) return undefined;
  throw error;
}

/** Everything the live view can show; the vendor's default leaves transcripts and transfers out. */
const RETELL_EVENTS = [
  "call_started",
  "call_ended",
  "call_analyzed",
  "transcript_updated",
  "transfer_started",
  "transfer_bridged",
  "transfer_cancelled",
  "transfer_ended",
];

function vapiApi(key: string, until: number | undefined): VendorApi {
  const client = vapiClient(key, undefined, until);
  const numbers = new Map<string, string | undefined>();
  return {
    async listAgents() {
      return (await client.listAgents()).map(({ id, name, server }) => ({
        vendor_agent_id: id,
        name: name ?? id,
        webhook_url: server?.url ?? null,
      }));
    },
    takeSnapshot: (assistantId) => unlessGone(async () => vapiSnapshot(await client.getAgent(assistantId))),
    async publish() {
      throw new AppError("invalid", "Vapi has no drafts: a change is live at once.");
    },
    async setWebhook(assistantId, url) {
      await client.updateAgent(assistantId, { webhook_url: url });
    },
    async *listCalls(span) {
      for await (const page of client.listCalls(span)) {
        yield page.flatMap((call) => {
          const { id, status, createdAt } = call;
          if (!id || !(status === "ended" || status === "in-progress" || status === "forwarding")) return [];
          const rest = createdAt === undefined ? undefined : { fromMs: span.fromMs, toMs: createdAt };
          const is_analyzed = isReported(call, Date.now());
          const is_older = wasOnlyTouched(call, span.fromMs);
          return [{ vendor_call_id: id, is_over: status === "ended", is_analyzed, is_older, rest }];
        });
      }
    },
    async fetchDelivery(callId) {
      const call = await client.getCall(callId);
      const numberId = typeof call.phoneNumberId === "string" ? call.phoneNumberId : undefined;
      if (numberId && !numbers.has(numberId)) {
        // A number that is gone, or refused, must not lose the call it was dialled on.
        const known = await client.getPhoneNumber(numberId).catch(undefinedForGood);
        numbers.set(numberId, known?.number);
      }
      return toVapiDelivery(call, numberId ? numbers.get(numberId) : undefined, Date.now());
    },
  };
}

import { z } from "zod";
import { env } from "../../env";
import { finite, shortText } from "../loose";
import { vendorRequest } from "../vendor-request";
import { RetellCall } from "./payloads";

const Agent = z.looseObject({ agent_id: z.string(), agent_name: shortText, webhook_url: shortText });
export type RetellAgent = z.infer<typeof Agent>;

const Concurrency = z.looseObject({ current_concurrency: finite, concurrency_limit: finite });
export type RetellConcurrency = z.infer<typeof Concurrency>;

const Page = <T extends z.ZodType>(item: T) =>
  z.looseObject({ items: z.array(item), has_more: z.boolean().default(false), pagination_key: z.string().optional() });

const AGENTS_SHOWN = 200;
const CALLS_A_PAGE = 200;

/** Retell's REST API as far as Foyer uses it. Source: retell-sdk 5.66.1; every method throws `VendorError`. */
export function retellClient(apiKey: string, baseUrl: string = env().RETELL_BASE_URL) {
  const base = { provider: "retell" as const, baseUrl, apiKey };
  return {
    getAgent: (agentId: string): Promise<RetellAgent> =>
      vendorRequest({
        ...base,
        method: "GET",
        path: `/get-agent/${encodeURIComponent(agentId)}`,
        answer: Agent,
        isRead: true,
      }),

    /** The voice agents of the workspace, by name. */
    async listAgents(): Promise<RetellAgent[]> {
      const page = await vendorRequest({
        ...base,
        method: "POST",
        path: "/v2/list-agents",
        query: { limit: AGENTS_SHOWN },
        body: { filter_criteria: { channel: { type: "string", op: "eq", value: "voice" } } },
        answer: Page(Agent),
        isRead: true,
      });
      return page.items.sort((a, b) => (a.agent_name ?? "").localeCompare(b.agent_name ?? ""));
    },

    /** Points the agent's webhook at an address. Changes the newest draft; a published version follows when published. */
    updateAgent: (agentId: string, changes: { webhook_url: string; webhook_events?: string[] }): Promise<RetellAgent> =>
      vendorRequest({
        ...base,
        method: "PATCH",
        path: `/update-agent/${encodeURIComponent(agentId)}`,
        body: changes,
        answer: Agent,
        isRead: false,
      }),

    /** How many calls may run at once, and how many do. */
    getConcurrency: (): Promise<RetellConcurrency> =>
      vendorRequest({ ...base, method: "GET", path: "/get-concurrency", answer: Concurrency, isRead: true }),

    /** The whole call, as the vendor spells it. */
    getCall: (callId: string): Promise<Record<string, unknown>> =>
      vendorRequest({
        ...base,
        method: "GET",
        path: `/v2/get-call/${encodeURIComponent(callId)}`,
        answer: z.record(z.string(), z.unknown()),
        isRead: true,
      }),

    /** Calls of one agent that began in a span of time (Unix ms), oldest first, page by page. Items carry no transcript. */
    async *listCalls(span: { agentId: string; fromMs: number; toMs: number }): AsyncGenerator<RetellCall[]> {
      let pagination_key: string | undefined;
      do {
        const page = await vendorRequest({
          ...base,
          method: "POST",
          path: "/v3/list-calls",
          body: {
            filter_criteria: {
              agent: [{ agent_id: span.agentId }],
              start_timestamp: { type: "range", op: "bt", value: [span.fromMs, span.toMs] },
            },
            limit: CALLS_A_PAGE,
            sort_order: "ascending",
            ...(pagination_key && { pagination_key }),
          },
          answer: Page(RetellCall),
          isRead: true,
        });
        yield page.items;
        pagination_key = page.has_more ? page.pagination_key : undefined;
      } while (pagination_key);
    },
  };
}

import { z } from "zod";
import { env } from "../../env";
import { finite, flag, listOf, maybe, shortText, text } from "../loose";
import { pageWithin } from "../page-within";
import { vendorRequest } from "../vendor-request";
import { type RetellCall, readRetellCall } from "./payloads";

const Agent = z.looseObject({
  agent_id: z.string(),
  agent_name: shortText,
  webhook_url: shortText,
  webhook_events: listOf(z.string()),
  version: finite,
  is_published: flag,
  voice_id: shortText,
  language: shortText,
  response_engine: maybe(z.looseObject({ type: shortText, llm_id: shortText, version: finite })),
});
export type RetellAgent = z.infer<typeof Agent>;

const Concurrency = z.looseObject({ current_concurrency: finite, concurrency_limit: finite });
export type RetellConcurrency = z.infer<typeof Concurrency>;

const Llm = z.looseObject({
  model: shortText,
  general_prompt: text,
  general_tools: listOf(z.looseObject({ name: shortText })),
});
export type RetellLlm = z.infer<typeof Llm>;

const Page = <T extends z.ZodType>(item: T) =>
  z.looseObject({ items: z.array(item), has_more: z.boolean().default(false), pagination_key: z.string().optional() });

const AGENTS_SHOWN = 200;
const CALLS_A_PAGE = 200;

/** Retell's REST API as far as Foyer uses it. Source: retell-sdk 5.66.1; every method throws `VendorError`. */
export function retellClient(apiKey: string, baseUrl: string = env().RETELL_BASE_URL, until?: number) {
  const base = { provider: "retell" as const, baseUrl, apiKey, until };
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
      const { page } = await pageWithin(AGENTS_SHOWN, (limit) =>
        vendorRequest({
          ...base,
          method: "POST",
          path: "/v2/list-agents",
          query: { limit },
          body: { filter_criteria: { channel: { type: "string", op: "eq", value: "voice" } } },
          answer: Page(Agent),
          isRead: true,
        }),
      );
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

    /** Every version of an agent; which of them callers reach is said by `is_published`. */
    getVersions: (agentId: string): Promise<RetellAgent[]> =>
      vendorRequest({
        ...base,
        method: "GET",
        path: `/get-agent-versions/${encodeURIComponent(agentId)}`,
        answer: z.array(Agent),
        isRead: true,
      }),

    /** The language model behind an agent: prompt and tools. */
    getLlm: (llmId: string, version?: number): Promise<RetellLlm> =>
      vendorRequest({
        ...base,
        method: "GET",
        path: `/get-retell-llm/${encodeURIComponent(llmId)}`,
        query: { version },
        answer: Llm,
        isRead: true,
      }),

    /** Makes a version the one callers reach. Its answer is empty. */
    async publishVersion(agentId: string, version: number): Promise<void> {
      await vendorRequest({
        ...base,
        method: "POST",
        path: `/publish-agent-version/${encodeURIComponent(agentId)}`,
        body: { version },
        answer: z.unknown(),
        isRead: false,
      });
    },

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
      const ask = (limit: number) =>
        vendorRequest({
          ...base,
          method: "POST",
          path: "/v3/list-calls",
          body: {
            filter_criteria: {
              agent: [{ agent_id: span.agentId }],
              start_timestamp: { type: "range", op: "bt", value: [span.fromMs, span.toMs] },
            },
            limit,
            sort_order: "ascending",
            ...(pagination_key && { pagination_key }),
          },
          answer: Page(z.looseObject({}).transform(readRetellCall)),
          isRead: true,
        });
      do {
        const { page } = await pageWithin(CALLS_A_PAGE, ask);
        yield page.items;
        pagination_key = page.has_more ? page.pagination_key : undefined;
      } while (pagination_key);
    },
  };
}

import { z } from "zod";
import { env } from "../../env";
import { listOf, maybe, shortText, text } from "../loose";
import { pageWithin } from "../page-within";
import { vendorRequest } from "../vendor-request";
import { VapiCall } from "./payloads";

const Assistant = z.looseObject({
  id: z.string(),
  name: shortText,
  server: maybe(z.looseObject({ url: shortText, credentialId: shortText })),
  serverMessages: listOf(z.string()),
  model: maybe(
    z.looseObject({
      provider: shortText,
      model: shortText,
      messages: listOf(z.looseObject({ role: shortText, content: text })),
      toolIds: listOf(z.string()),
      tools: listOf(z.looseObject({ function: maybe(z.looseObject({ name: shortText })) })),
    }),
  ),
  voice: maybe(z.looseObject({ provider: shortText, voiceId: shortText })),
  transcriber: maybe(z.looseObject({ language: shortText })),
});
export type VapiAssistant = z.infer<typeof Assistant>;

const PhoneNumber = z.looseObject({ id: z.string(), number: shortText });
export type VapiPhoneNumber = z.infer<typeof PhoneNumber>;

const AGENTS_SHOWN = 200;
const CALLS_A_PAGE = 100;

/** Vapi's REST API as far as Foyer uses it. Source: @vapi-ai/server-sdk 2.0.1; every method throws `VendorError`. */
export function vapiClient(apiKey: string, baseUrl: string = env().VAPI_BASE_URL, until?: number) {
  const base = { provider: "vapi" as const, baseUrl, apiKey, until };
  return {
    getAgent: (assistantId: string): Promise<VapiAssistant> =>
      vendorRequest({
        ...base,
        method: "GET",
        path: `/assistant/${encodeURIComponent(assistantId)}`,
        answer: Assistant,
        isRead: true,
      }),

    async listAgents(): Promise<VapiAssistant[]> {
      const { page } = await pageWithin(AGENTS_SHOWN, (limit) =>
        vendorRequest({
          ...base,
          method: "GET",
          path: "/assistant",
          query: { limit },
          answer: z.array(Assistant),
          isRead: true,
        }),
      );
      return page;
    },

    /**
     * Points the assistant's server URL at an address. A PATCH replaces the whole `server` object, so what else is in it
     * (credential, headers, timeouts) is read first and sent back.
     */
    async updateAgent(assistantId: string, changes: { webhook_url: string }): Promise<VapiAssistant> {
      const { server } = await this.getAgent(assistantId);
      return vendorRequest({
        ...base,
        method: "PATCH",
        path: `/assistant/${encodeURIComponent(assistantId)}`,
        body: { server: { ...server, url: changes.webhook_url } },
        answer: Assistant,
        isRead: false,
      });
    },

    /** The whole call, as the vendor spells it. */
    getCall: (callId: string): Promise<Record<string, unknown>> =>
      vendorRequest({
        ...base,
        method: "GET",
        path: `/call/${encodeURIComponent(callId)}`,
        answer: z.record(z.string(), z.unknown()),
        isRead: true,
      }),

    /** A number of the account: calls fetched from the API name it only by id. */
    getPhoneNumber: (id: string): Promise<VapiPhoneNumber> =>
      vendorRequest({
        ...base,
        method: "GET",
        path: `/phone-number/${encodeURIComponent(id)}`,
        answer: PhoneNumber,
        isRead: true,
      }),

    /**
     * Calls of one assistant of which something happened in a span of time (Unix ms), newest first, page by page: a call may be
     * ordered days before it is placed. Those of which nothing did but a touch are among them (`wasOnlyTouched`).
     */
    async *listCalls(span: { agentId: string; fromMs: number; toMs: number }): AsyncGenerator<VapiCall[]> {
      // There is no page key: the next page lies before the oldest call seen. Calls of that very millisecond come again
      // and are told apart by id; a page that brings nothing new is the last.
      const seen = new Set<string>();
      let before = span.toMs;
      const ask = (limit: number) =>
        vendorRequest({
          ...base,
          method: "GET",
          path: "/call",
          query: {
            assistantId: span.agentId,
            limit,
            updatedAtGe: new Date(span.fromMs).toISOString(),
            createdAtLe: new Date(before).toISOString(),
          },
          answer: z.array(VapiCall),
          isRead: true,
        });
      for (;;) {
        const { page: calls, limit } = await pageWithin(CALLS_A_PAGE, ask);
        const fresh = calls.filter((call) => call.id !== undefined && !seen.has(call.id));
        for (const call of fresh) if (call.id) seen.add(call.id);
        if (fresh.length > 0) yield fresh;
        const oldest = Math.min(...calls.map((call) => call.createdAt ?? before));
        if (calls.length < limit || fresh.length === 0) return;
        before = oldest;
      }
    },
  };
}

/** Whether a call that was changed since a moment (Unix ms) was ordered, placed and over before it. */
export function wasOnlyTouched({ createdAt, startedAt, endedAt }: VapiCall, sinceMs: number): boolean {
  const moments = [createdAt, startedAt, endedAt].filter((moment) => moment !== undefined);
  return moments.length > 0 && Math.max(...moments) < sinceMs;
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CallFacts } from "../calls/call-facts";
import type { Letter } from "../delivery/outbox";
import type { AgentRecord } from "../state/records";
import { DEFAULT_SERVER_MESSAGES, type VapiDelivery, vapiServerMessages } from "./payloads";
import { type VapiAuthPlan, vapiAuthHeaders } from "./sign";

/** The part of an assistant that decides where its messages go and how. */
const Destination = z.object({
  server: z
    .object({
      url: z.string().optional(),
      timeoutSeconds: z.number().default(20),
      headers: z.record(z.string(), z.string()).default({}),
      backoffPlan: z
        .object({ type: z.string(), maxRetries: z.number().int(), baseDelaySeconds: z.number() })
        .optional(),
    })
    .default({ timeoutSeconds: 20, headers: {} }),
  serverMessages: z.array(z.string()).optional(),
});

/** Vapi waits this long for the answer to `assistant-request`, whatever the assistant says. */
const ASSISTANT_REQUEST_TIMEOUT_MS = 7_500;

/** The server messages of a call as the assistant wants them; none when it has no server URL. */
export function vapiLetters(
  call: CallFacts,
  agent: AgentRecord,
  options: { assistant_request?: boolean } = {},
): { offset_ms: number; letter: Letter }[] {
  const { server, serverMessages } = Destination.parse(agent.document);
  const url = server.url;
  if (!url) return [];
  const deliveries = vapiServerMessages(call, {
    server_messages: serverMessages ?? DEFAULT_SERVER_MESSAGES,
    assistant_request: options.assistant_request ?? false,
  });
  return deliveries.map((delivery) => {
    const { type } = delivery.body.message;
    const body = JSON.stringify(delivery.body);
    const message_id = `msg_${randomUUID()}`;
    const signedBy = (plan: VapiAuthPlan) => (now: number) => ({
      ...server.headers,
      ...vapiAuthHeaders(body, plan, { now, url, message_id }),
    });
    return {
      offset_ms: delivery.offset_ms,
      letter: {
        provider: "vapi",
        agent_id: agent.id,
        call_id: call.call_id,
        event: eventName(delivery),
        url,
        body,
        timeout_ms: type === "assistant-request" ? ASSISTANT_REQUEST_TIMEOUT_MS : server.timeoutSeconds * 1000,
        retry_delays_ms: retryDelays(server.backoffPlan),
        headers: signedBy(agent.auth),
        forged_headers: signedBy(forged(agent.auth)),
      },
    };
  });
}

function eventName({ body: { message } }: VapiDelivery): string {
  if (message.type === "status-update") return `status-update ${message.status}`;
  if (message.type === "transcript") return `transcript ${message.transcriptType}`;
  return message.type;
}

function retryDelays(plan: { type: string; maxRetries: number; baseDelaySeconds: number } | undefined): number[] {
  if (!plan) return [];
  const base = plan.baseDelaySeconds * 1000;
  return Array.from({ length: plan.maxRetries }, (_, retry) =>
    plan.type === "exponential" ? base * 2 ** retry : base,
  );
}

const forged = (plan: VapiAuthPlan): VapiAuthPlan => {
  if (plan.type === "none") return plan;
  return plan.type === "hmac" ? { ...plan, secretKey: "somebody_else" } : { ...plan, token: "somebody_else" };
};

import type { CallFacts } from "../calls/call-facts";
import type { Letter } from "../delivery/outbox";
import type { AgentRecord, Settings } from "../state/records";
import { DEFAULT_RETELL_EVENTS, RETELL_EVENTS, type RetellEvent, retellWebhooks } from "./payloads";
import { signRetell } from "./sign";

const DEFAULT_TIMEOUT_MS = 10_000;

/** The webhooks of a call as the agent's settings want them; none when it has no `webhook_url`. */
export function retellLetters(
  call: CallFacts,
  agent: AgentRecord,
  settings: Settings,
): { offset_ms: number; letter: Letter }[] {
  const { webhook_url, webhook_events, webhook_timeout_ms } = agent.document;
  if (typeof webhook_url !== "string" || webhook_url === "") return [];
  return retellWebhooks(call, wantedEvents(webhook_events)).map((delivery) => {
    const body = JSON.stringify(delivery.body);
    const signedWith = (key: string) => (now: number) => ({ "x-retell-signature": signRetell(body, key, now) });
    return {
      offset_ms: delivery.offset_ms,
      letter: {
        provider: "retell",
        agent_id: agent.id,
        call_id: call.call_id,
        event: delivery.body.event,
        url: webhook_url,
        body,
        timeout_ms: Number(webhook_timeout_ms ?? DEFAULT_TIMEOUT_MS),
        retry_delays_ms: settings.retry_delays_ms,
        headers: signedWith(agent.api_key),
        forged_headers: signedWith("key_of_somebody_else"),
      },
    };
  });
}

const wantedEvents = (listed: unknown): readonly RetellEvent[] =>
  Array.isArray(listed) ? RETELL_EVENTS.filter((event) => listed.includes(event)) : DEFAULT_RETELL_EVENTS;

import type { Provider } from "../state/records";

type Settings = {
  name: string;
  isSigned?: boolean;
  webhook_url?: string | null | undefined;
  events?: string[] | undefined;
};

/** An agent in the vendor's own words, as its API will answer it. */
export function vendorDocument(provider: Provider, id: string, settings: Settings): Record<string, unknown> {
  return provider === "retell" ? retellAgent(id, settings) : vapiAssistant(settings);
}

const retellAgent = (agent_id: string, { name, webhook_url, events }: Settings) => ({
  agent_id,
  agent_name: name,
  version: 0,
  is_published: true,
  channel: "voice",
  voice_id: "11labs-Adrian",
  language: "en-US",
  response_engine: { type: "retell-llm", llm_id: `llm_${agent_id}`, version: 0 },
  last_modification_timestamp: Date.now(),
  ...(webhook_url !== undefined && { webhook_url }),
  ...(events && { webhook_events: events }),
});

const vapiAssistant = ({ name, webhook_url, events, isSigned }: Settings) => ({
  name,
  model: { provider: "openai", model: "gpt-4.1" },
  voice: { provider: "11labs", voiceId: "sarah" },
  transcriber: { provider: "deepgram", model: "nova-3" },
  ...(webhook_url && {
    server: { url: webhook_url, timeoutSeconds: 20, ...(isSigned && { credentialId: "sandbox-credential" }) },
  }),
  ...(events && { serverMessages: events }),
});

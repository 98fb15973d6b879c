import { contentHash } from "../voice/content-hash";
import type { VapiAssistant } from "../voice/vapi/client";
import type { VendorSnapshot } from "./vendor-snapshot";

/** A Vapi assistant. Vapi publishes at once: there is no version that callers do not reach. */
export function vapiSnapshot(assistant: VapiAssistant): VendorSnapshot {
  const { server, model, voice, transcriber } = assistant;
  const prompt = (model?.messages ?? []).find(({ role }) => role === "system")?.content ?? null;
  return {
    name: assistant.name ?? assistant.id,
    webhook_url: server?.url ?? null,
    events: assistant.serverMessages ?? null,
    has_credential: server?.credentialId !== undefined,
    version: null,
    is_published: null,
    published_version: null,
    published_webhook_url: null,
    model: model?.model ?? model?.provider ?? null,
    voice: voice?.voiceId ?? voice?.provider ?? null,
    language: transcriber?.language ?? null,
    prompt_hash: prompt === null ? null : contentHash(prompt),
    prompt_length: prompt?.length ?? null,
    tools: [
      ...(model?.toolIds ?? []),
      ...(model?.tools ?? []).flatMap(({ function: called }) => (called?.name ? [called.name] : [])),
    ].sort(),
  };
}

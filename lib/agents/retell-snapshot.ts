import { contentHash } from "../voice/content-hash";
import type { RetellAgent, RetellLlm } from "../voice/retell/client";
import type { VendorSnapshot } from "./vendor-snapshot";

/** A Retell agent from its versions and the language model of the newest, if it has one that can be read. */
export function retellSnapshot(
  versions: readonly RetellAgent[],
  llm: RetellLlm | undefined,
): VendorSnapshot | undefined {
  const newest = [...versions].sort((a, b) => (b.version ?? 0) - (a.version ?? 0));
  const [draft] = newest;
  if (!draft) return undefined;
  const published = newest.find(({ is_published }) => is_published);
  return {
    name: draft.agent_name ?? draft.agent_id,
    webhook_url: draft.webhook_url ?? null,
    events: draft.webhook_events ?? null,
    has_credential: null,
    version: draft.version ?? null,
    is_published: draft.is_published ?? null,
    published_version: published?.version ?? null,
    published_webhook_url: published?.webhook_url ?? null,
    model: llm?.model ?? draft.response_engine?.type ?? null,
    voice: draft.voice_id ?? null,
    language: draft.language ?? null,
    prompt_hash: llm?.general_prompt ? contentHash(llm.general_prompt) : null,
    prompt_length: llm?.general_prompt?.length ?? null,
    tools: (llm?.general_tools ?? []).flatMap(({ name }) => (name ? [name] : [])).sort(),
  };
}

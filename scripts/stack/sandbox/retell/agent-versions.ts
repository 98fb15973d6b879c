import type { AgentRecord } from "../state/records";

/** A published version never changes: what is set afterwards begins the next draft. Source: retell-sdk, `agent.update`. */
export function changeDraft(agent: AgentRecord, settings: Record<string, unknown>): void {
  const { document } = agent;
  const isPublished = document.is_published === true;
  if (isPublished && !agent.published?.some(({ version }) => version === document.version)) publishDraft(agent);
  agent.document = {
    ...document,
    ...settings,
    agent_id: agent.id,
    ...(isPublished && { version: Number(document.version) + 1, is_published: false }),
    ...modified(),
  };
}

/** Makes the newest version the one that callers reach. */
export function publishDraft(agent: AgentRecord): void {
  agent.document = { ...agent.document, is_published: true, ...modified() };
  agent.published = [...(agent.published ?? []), agent.document];
}

/** Newest first, as `GET /get-agent-versions`. */
export function versionsOf({ document, published = [] }: AgentRecord): Record<string, unknown>[] {
  return [document, ...published.filter(({ version }) => version !== document.version).reverse()];
}

export function llmIdOf(document: Record<string, unknown>): string | undefined {
  const engine = document.response_engine;
  const id = typeof engine === "object" && engine !== null && "llm_id" in engine ? engine.llm_id : undefined;
  return typeof id === "string" ? id : undefined;
}

export function llmOf(agent: AgentRecord): Record<string, unknown> {
  return {
    llm_id: llmIdOf(agent.document),
    version: 0,
    model: "gpt-4.1",
    general_prompt: `You answer the telephone of ${agent.document.agent_name}.`,
    general_tools: [{ type: "end_call", name: "end_call" }],
    ...agent.llm,
  };
}

export const modified = () => ({ last_modification_timestamp: Date.now() });

import { BUSINESSES } from "../conversations/businesses";
import type { Industry } from "../conversations/conversation";
import type { AgentRecord, Workspace } from "../state/records";
import type { Store } from "../state/store";
import { workspaceId } from "./call-facts-of";

/** Makes an API key known; the same key again is the same workspace. */
export function registerWorkspace(store: Store, provider: Workspace["provider"], api_key: string): Workspace {
  const known = store.workspaces.get(api_key);
  if (known) return known;
  const workspace: Workspace = { provider, api_key, id: workspaceId(api_key) };
  store.workspaces.set(api_key, workspace);
  store.save();
  return workspace;
}

export type NewAgent = Pick<AgentRecord, "id" | "provider" | "api_key" | "document" | "auth"> & {
  industry?: Industry | undefined;
  business_number?: string | undefined;
  conversations?: string[] | undefined;
};

/** Adds an agent, or renews the one of the same id; what is not said again stays as it was. */
export function registerAgent(
  store: Store,
  { industry, business_number, conversations, ...agent }: NewAgent,
): AgentRecord {
  const known = store.agents.get(agent.id);
  const business =
    industry ?? known?.industry ?? guessIndustry(String(agent.document.agent_name ?? agent.document.name));
  const record: AgentRecord = {
    ...(known?.published && { published: known.published }),
    ...(known?.llm && { llm: known.llm }),
    ...agent,
    industry: business,
    business_number: business_number ?? known?.business_number ?? freeNumber(store, business),
    conversations: conversations ?? known?.conversations ?? null,
    created_at: known?.created_at ?? Date.now(),
  };
  store.agents.set(agent.id, record);
  store.save();
  return record;
}

const guessIndustry = (name: string): Industry =>
  /motor|auto|car\b|cars|dealer|sales|service/i.test(name) ? "dealer" : "clinic";

/** The business's main number for its first agent, the next fictional ones for further agents. */
function freeNumber(store: Store, industry: Industry): string {
  const taken = [...store.agents.values()].filter((agent) => agent.industry === industry).length;
  const { number } = BUSINESSES[industry];
  return `${number.slice(0, -2)}${String(taken % 100).padStart(2, "0")}`;
}

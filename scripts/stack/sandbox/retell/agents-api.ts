import { randomBytes } from "node:crypto";
import { z } from "zod";
import { registerAgent } from "../calls/register-agent";
import type { Parts } from "../sandbox";
import type { AgentRecord } from "../state/records";
import { changeDraft, llmIdOf, llmOf, modified, publishDraft, versionsOf } from "./agent-versions";
import { failure, json, type KeyedApi } from "./answering";
import { RETELL_EVENTS } from "./payloads";

/** What a client may set on an agent, as far as it is played; Retell has many more and keeps them as they are. */
const AgentSettings = z.looseObject({
  agent_name: z.string().nullable().optional(),
  webhook_url: z.url().nullable().optional(),
  webhook_events: z.array(z.enum(RETELL_EVENTS)).nullable().optional(),
  webhook_timeout_ms: z.number().int().positive().optional(),
});

const NewAgent = AgentSettings.extend({ response_engine: z.looseObject({ type: z.string() }), voice_id: z.string() });

const PublishVersion = z.object({ version: z.number().int().min(0) });

const ListAgents = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(1000) });

/** Adds the endpoints of agents. */
export function agentsApi(app: KeyedApi, { store }: Parts): void {
  const agentsOf = (key: string) => [...store.agents.values()].filter((agent) => agent.api_key === key);
  const agentOf = (key: string, id: string) => agentsOf(key).find((agent) => agent.id === id);

  app.get("/get-agent/:id", (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    return agent ? c.json(agent.document) : failure(c, 404, "Item not found from get-agent");
  });

  app.post("/create-agent", async (c) => {
    const settings = NewAgent.safeParse(await json(c));
    if (!settings.success) return failure(c, 422, z.prettifyError(settings.error));
    const id = `agent_${randomBytes(15).toString("hex")}`;
    const document = {
      ...settings.data,
      agent_id: id,
      version: 0,
      is_published: false,
      channel: "voice",
      ...modified(),
    };
    registerAgent(store, { id, provider: "retell", api_key: c.get("key"), document, auth: { type: "none" } });
    return c.json(document, 201);
  });

  app.patch("/update-agent/:id", async (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    if (!agent) return failure(c, 404, "Item not found from update-agent");
    const settings = AgentSettings.safeParse(await json(c));
    if (!settings.success) return failure(c, 422, z.prettifyError(settings.error));
    changeDraft(agent, settings.data);
    store.save();
    return c.json(agent.document);
  });

  app.get("/get-agent-versions/:id", (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    return agent ? c.json(versionsOf(agent)) : failure(c, 404, "Item not found from get-agent-versions");
  });

  app.post("/publish-agent-version/:id", async (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    if (!agent) return failure(c, 404, "Item not found from publish-agent-version");
    const wanted = PublishVersion.safeParse(await json(c));
    if (!wanted.success) return failure(c, 422, z.prettifyError(wanted.error));
    if (wanted.data.version !== agent.document.version)
      return failure(c, 422, "Only the newest version can be published here");
    publishDraft(agent);
    store.save();
    return c.body(null, 200);
  });

  app.get("/get-retell-llm/:id", (c) => {
    const agent = agentsOf(c.get("key")).find(({ document }) => llmIdOf(document) === c.req.param("id"));
    return agent ? c.json(llmOf(agent)) : failure(c, 404, "Item not found from get-retell-llm");
  });

  app.delete("/delete-agent/:id", (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    if (!agent) return failure(c, 404, "Item not found from delete-agent");
    store.agents.delete(agent.id);
    store.save();
    return c.body(null, 204);
  });

  app.post("/v2/list-agents", (c) => {
    const query = ListAgents.safeParse(c.req.query());
    if (!query.success) return failure(c, 422, z.prettifyError(query.error));
    const all = agentsOf(c.get("key"));
    const after = c.req.query("pagination_key");
    const from = after ? all.findIndex((agent) => agent.id === after) + 1 : 0;
    const page = all.slice(from, from + query.data.limit);
    const has_more = from + page.length < all.length;
    return c.json({ items: page.map(listed), has_more, ...(has_more && { pagination_key: page.at(-1)?.id }) });
  });
}

const listed = ({ document, id }: AgentRecord) => ({
  agent_id: id,
  agent_name: document.agent_name ?? "",
  channel: "voice",
  tags: {},
  user_modified_timestamp: document.last_modification_timestamp,
});

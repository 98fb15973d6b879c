import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { callFactsOf } from "../calls/call-facts-of";
import { chooseOutbound } from "../calls/choose-conversation";
import { registerAgent } from "../calls/register-agent";
import { type Parts, recordingsUrl } from "../sandbox";
import type { AgentRecord } from "../state/records";
import { retellCallAt, withoutTranscript } from "./answers";
import { registeredCall } from "./call-object";
import { ListCalls, listCalls } from "./list-calls";
import { RETELL_EVENTS } from "./payloads";

/** What a client may set on an agent, as far as it is played; Retell has many more and keeps them as they are. */
const AgentSettings = z.looseObject({
  agent_name: z.string().nullable().optional(),
  webhook_url: z.url().nullable().optional(),
  webhook_events: z.array(z.enum(RETELL_EVENTS)).nullable().optional(),
  webhook_timeout_ms: z.number().int().positive().optional(),
});

const NewAgent = AgentSettings.extend({ response_engine: z.looseObject({ type: z.string() }), voice_id: z.string() });

const ListAgents = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(1000) });

const E164 = z.string().regex(/^\+[1-9]\d{6,14}$/, { error: "must be E.164" });

const NewPhoneCall = z.looseObject({
  from_number: E164,
  to_number: E164,
  override_agent_id: z.string().optional(),
  retell_llm_dynamic_variables: z.record(z.string(), z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

const CONCURRENCY_LIMIT = 20;

/** Retell's REST API, as far as Foyer calls it. Source: retell-sdk 5.66.1. */
export function retellApi(parts: Parts): Hono<{ Variables: { key: string } }> {
  const { store, switchboard } = parts;
  const app = new Hono<{ Variables: { key: string } }>();

  app.use(async (c, next) => {
    const key = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
    if (store.workspaces.get(key)?.provider !== "retell") return failure(c, 401, "Invalid API Key");
    c.set("key", key);
    await next();
  });
  app.notFound((c) => failure(c, 404, `Cannot ${c.req.method} ${c.req.path}`));

  const agentsOf = (key: string) => [...store.agents.values()].filter((agent) => agent.api_key === key);
  const agentOf = (key: string, id: string) => agentsOf(key).find((agent) => agent.id === id);
  const callsOf = (key: string, agents?: readonly { agent_id: string }[]) =>
    [...store.calls.values()]
      .filter((call) => call.api_key === key && (agents?.some(({ agent_id }) => agent_id === call.agent_id) ?? true))
      .map((call) => retellCallAt(call, store, recordingsUrl(parts), Date.now()));

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
    agent.document = { ...agent.document, ...settings.data, agent_id: agent.id, ...modified() };
    store.save();
    return c.json(agent.document);
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

  app.get("/v2/get-call/:id", (c) => {
    const call = store.calls.get(c.req.param("id"));
    if (call?.api_key !== c.get("key")) return failure(c, 404, "Item not found from get-call");
    return c.json(retellCallAt(call, store, recordingsUrl(parts), Date.now()));
  });

  app.post("/v3/list-calls", async (c) => {
    const query = ListCalls.safeParse(await json(c));
    if (!query.success) return failure(c, 422, z.prettifyError(query.error));
    const { items, ...page } = listCalls(callsOf(c.get("key"), query.data.filter_criteria.agent), query.data);
    return c.json({ items: items.map(withoutTranscript), ...page });
  });

  app.get("/get-concurrency", (c) => {
    const ongoing = callsOf(c.get("key")).filter((call) => call.call_status === "ongoing").length;
    return c.json({
      current_concurrency: ongoing,
      concurrency_limit: CONCURRENCY_LIMIT,
      base_concurrency: CONCURRENCY_LIMIT,
      purchased_concurrency: 0,
      concurrency_purchase_limit: 100,
      remaining_purchase_limit: 100,
      concurrency_burst_enabled: false,
      concurrency_burst_limit: 0,
      reserved_inbound_concurrency: 0,
    });
  });

  app.post("/v2/create-phone-call", async (c) => {
    const order = NewPhoneCall.safeParse(await json(c));
    if (!order.success) return failure(c, 422, z.prettifyError(order.error));
    const { from_number, to_number, override_agent_id, retell_llm_dynamic_variables, metadata } = order.data;
    const agent = agentsOf(c.get("key")).find((one) =>
      override_agent_id ? one.id === override_agent_id : one.business_number === from_number,
    );
    if (!agent) return failure(c, 404, `No agent is bound to ${override_agent_id ?? from_number}`);
    const call = await switchboard.place({
      agent,
      conversation: chooseOutbound(agent.industry),
      pace: store.settings.traffic.pace,
      caller_number: to_number,
      ...(metadata && { metadata }),
      ...(retell_llm_dynamic_variables && { dynamic_variables: retell_llm_dynamic_variables }),
    });
    return c.json(registeredCall(callFactsOf(call, store, recordingsUrl(parts))), 201);
  });

  return app;
}

const modified = () => ({ last_modification_timestamp: Date.now() });

const listed = ({ document, id }: AgentRecord) => ({
  agent_id: id,
  agent_name: document.agent_name ?? "",
  channel: "voice",
  tags: {},
  user_modified_timestamp: document.last_modification_timestamp,
});

const failure = (c: Context, status: 400 | 401 | 404 | 422, message: string) =>
  c.json({ status: "error", message }, status);

/** An empty or broken body is an empty object, so that validation names what is missing. */
const json = (c: Context): Promise<unknown> => c.req.json().catch(() => ({}));

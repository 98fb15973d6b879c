/**
 * The sandbox's own API, used by its page, the seed and tests. JSON in and out, loopback only, no key.
 *
 * POST /control/workspaces  { provider, api_key }                                  → workspace
 * POST /control/agents      { provider, api_key, vendor_agent_id?, name, webhook_url?, events?, auth?, industry?,
 *      business_number?, conversations? }                                          → agent
 *      The same id again renews the agent. `events` are Retell's `webhook_events` or Vapi's `serverMessages`. `auth` is
 *      how Vapi's messages prove themselves: { type: "none" } | { type: "secret", token } | { type: "bearer", token, … }
 *      | { type: "hmac", secretKey, … } with the fields of Vapi's plan and timestampUnit "s" or "ms". `conversations`
 *      limits what traffic plays for the agent.
 * POST /control/agents/:id/changes  { change }                                     → agent
 *      What somebody does in the vendor's dashboard: prompt, voice, webhook_elsewhere, webhook_removed, unsign (Vapi), publish (Retell).
 * DELETE /control/agents/:id                                                       → 204
 * GET  /control/accounts                                                          → the first account of each other vendor
 * POST /control/accounts    { kind, manner? }                                     → account, whose secret is its credential
 * POST /control/calls       { agent_id, conversation?, pace?, faults?, caller_number?, assistant_request?, metadata?,
 *      dynamic_variables? }                                                        → call (201)
 *      `pace` 0 answers after every webhook was sent once; 1 is real time. Faults: duplicate, delay, reorder, drop, forge.
 * GET  /control/calls/:id                                                          → call with its deliveries
 * POST /control/traffic     { calls_per_minute, agents?, pace? }                   → settings
 * POST /control/faults      { probability?: { drop: 0.1, … }, next_call?: ["forge"], delay_ms?, retry_delays_ms? } → settings
 * GET  /control/state                                                              → workspaces, agents, calls (newest 100), settings
 * GET  /control/deliveries  ?call_id= ?agent_id= ?limit=                           → deliveries, newest first
 * GET  /control/conversations                                                      → what can be played
 */
import { randomBytes, randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { firstAccounts, makeAccount } from "../accounts/accounts";
import { callLength } from "../calls/call-facts";
import { nameOf } from "../calls/call-facts-of";
import { chooseConversation } from "../calls/choose-conversation";
import { registerAgent, registerWorkspace } from "../calls/register-agent";
import { wallTime } from "../calls/schedule";
import { CONVERSATIONS, findConversation } from "../conversations/catalogue";
import type { Parts } from "../sandbox";
import type { AgentRecord, CallRecord } from "../state/records";
import { changeAgent } from "./change-agent";
import { refuseStrangers } from "./refuse-strangers";
import { AgentChange, NewAccount, NewAgent, NewCall, NewFaults, NewTraffic, NewWorkspace } from "./schemas";
import { vendorDocument } from "./vendor-document";

const CALLS_SHOWN = 100;

export function controlApi(parts: Parts): Hono {
  const { store, outbox, switchboard, traffic } = parts;
  const app = new Hono();
  app.use(refuseStrangers);

  app.post("/workspaces", (c) =>
    take(c, NewWorkspace, ({ provider, api_key }) => {
      const known = store.workspaces.get(api_key);
      if (known && known.provider !== provider) return refuse(c, 409, `That key belongs to ${known.provider}`);
      return c.json(registerWorkspace(store, provider, api_key), 201);
    }),
  );

  app.post("/agents", (c) =>
    take(c, NewAgent, ({ provider, api_key, vendor_agent_id, name, webhook_url, events, ...settings }) => {
      const workspace = registerWorkspace(store, provider, api_key);
      if (workspace.provider !== provider) return refuse(c, 409, `That key belongs to ${workspace.provider}`);
      const id = vendor_agent_id ?? (provider === "retell" ? `agent_${randomBytes(15).toString("hex")}` : randomUUID());
      const document = {
        ...store.agents.get(id)?.document,
        ...vendorDocument(provider, id, { name, webhook_url, events, isSigned: settings.auth.type !== "none" }),
      };
      const agent = registerAgent(store, { id, provider, api_key, document, ...settings });
      return c.json(agentView(agent), 201);
    }),
  );

  app.post("/agents/:id/changes", (c) =>
    take(c, AgentChange, ({ change }) => {
      const agent = store.agents.get(c.req.param("id"));
      if (!agent) return refuse(c, 404, "There is no such agent");
      changeAgent(agent, change);
      store.save();
      return c.json(agentView(agent));
    }),
  );

  app.delete("/agents/:id", (c) => {
    if (!store.agents.delete(c.req.param("id"))) return refuse(c, 404, "There is no such agent");
    store.save();
    return c.body(null, 204);
  });

  app.get("/accounts", (c) => c.json({ accounts: firstAccounts(store) }));
  app.post("/accounts", (c) =>
    take(c, NewAccount, ({ kind, manner }) => c.json(makeAccount(store, kind, manner), 201)),
  );

  app.post("/calls", (c) =>
    take(c, NewCall, async ({ agent_id, conversation: id, pace = store.settings.traffic.pace, ...order }) => {
      const agent = store.agents.get(agent_id);
      if (!agent) return refuse(c, 404, "There is no such agent");
      const conversation = id ? findConversation(id) : chooseConversation(agent, new Date().getHours());
      if (!conversation) return refuse(c, 404, `There is no conversation "${id}"`);
      const { caller_number, metadata, dynamic_variables, ...rest } = order;
      const call = await switchboard.place({
        ...{ agent, conversation, pace, ...rest },
        ...(caller_number && { caller_number }),
        ...(metadata && { metadata }),
        ...(dynamic_variables && { dynamic_variables }),
      });
      return c.json(callView(call), 201);
    }),
  );

  app.get("/calls/:id", (c) => {
    const call = store.calls.get(c.req.param("id"));
    if (!call) return refuse(c, 404, "There is no such call");
    return c.json({ ...callView(call), deliveries: outbox.log.filter((delivery) => delivery.call_id === call.id) });
  });

  app.post("/traffic", (c) =>
    take(c, NewTraffic, ({ calls_per_minute, agents, pace }) => {
      const before = store.settings.traffic;
      store.settings.traffic = { calls_per_minute, agents: agents ?? before.agents, pace: pace ?? before.pace };
      store.save();
      traffic.restart();
      return c.json(store.settings);
    }),
  );

  app.post("/faults", (c) =>
    take(c, NewFaults, ({ probability, next_call, delay_ms, retry_delays_ms }) => {
      Object.assign(store.settings.fault_probability, probability);
      if (next_call) store.settings.next_call = next_call;
      if (delay_ms !== undefined) store.settings.delay_ms = delay_ms;
      if (retry_delays_ms) store.settings.retry_delays_ms = retry_delays_ms;
      store.save();
      return c.json(store.settings);
    }),
  );

  app.get("/state", (c) =>
    c.json({
      workspaces: [...store.workspaces.values()],
      agents: [...store.agents.values()].map(agentView),
      calls: [...store.calls.values()].slice(-CALLS_SHOWN).reverse().map(callView),
      calls_total: store.calls.size,
      settings: store.settings,
    }),
  );

  app.get("/deliveries", (c) => {
    const { call_id, agent_id, limit = "100" } = c.req.query();
    const wanted = outbox.log.filter(
      (delivery) => (!call_id || delivery.call_id === call_id) && (!agent_id || delivery.agent_id === agent_id),
    );
    return c.json({ deliveries: wanted.slice(-(Number(limit) || 100)).reverse() });
  });

  app.get("/conversations", (c) => c.json({ conversations: CONVERSATIONS.map(conversationView) }));

  return app;
}

/** Runs the work with a valid body, or answers 422 with what is wrong. */
async function take<T>(
  c: Context,
  schema: z.ZodType<T>,
  work: (input: T) => Response | Promise<Response>,
): Promise<Response> {
  const input = schema.safeParse(await c.req.json().catch(() => undefined));
  return input.success ? work(input.data) : refuse(c, 422, z.prettifyError(input.error));
}

const refuse = (c: Context, status: 404 | 409 | 422, message: string) => c.json({ error: message }, status);

const agentView = (agent: AgentRecord) => ({ ...agent, name: nameOf(agent) });

function callView(call: CallRecord) {
  const conversation = findConversation(call.conversation_id);
  const length_ms = conversation ? callLength(conversation) : 0;
  return {
    ...call,
    title: conversation?.title ?? call.conversation_id,
    direction: conversation?.direction ?? "inbound",
    ends_at: new Date(wallTime(call, length_ms, length_ms)).toISOString(),
  };
}

const conversationView = (conversation: (typeof CONVERSATIONS)[number]) => ({
  id: conversation.id,
  title: conversation.title,
  industries: conversation.industries,
  direction: conversation.direction,
  language: conversation.language,
  ending: conversation.ending,
  weight: conversation.weight,
  duration_ms: callLength(conversation),
  lines: conversation.steps.filter((step) => step.kind === "line").length,
});

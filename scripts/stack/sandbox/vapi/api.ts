import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { chooseOutbound } from "../calls/choose-conversation";
import { registerAgent } from "../calls/register-agent";
import { type Parts, recordingsUrl } from "../sandbox";
import { assistantOf, phoneNumberOf, vapiCallAt } from "./answers";
import { AssistantSettings, complaints } from "./assistant-schema";
import { ListQuery, listNewest } from "./list-calls";

const NewCall = z.strictObject({
  name: z.string().optional(),
  assistantId: z.string(),
  phoneNumberId: z.string().optional(),
  customer: z.strictObject({
    number: z.string().regex(/^\+[1-9]\d{6,14}$/, { error: "must be E.164" }),
    name: z.string().optional(),
    externalId: z.string().optional(),
    email: z.string().optional(),
    extension: z.string().optional(),
    numberE164CheckEnabled: z.boolean().optional(),
  }),
  assistantOverrides: z
    .looseObject({
      variableValues: z.record(z.string(), z.string()).optional(),
      metadata: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});

/** Vapi's REST API, as far as Foyer calls it. Source: @vapi-ai/server-sdk 2.0.1. */
export function vapiApi(parts: Parts): Hono<{ Variables: { key: string } }> {
  const { store, switchboard } = parts;
  const app = new Hono<{ Variables: { key: string } }>();

  app.use(async (c, next) => {
    const key = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
    if (store.workspaces.get(key)?.provider !== "vapi")
      return failure(c, 401, "Invalid Key. Hot tip, you may be using a public key.");
    c.set("key", key);
    await next();
  });
  app.notFound((c) => failure(c, 404, `Cannot ${c.req.method} ${c.req.path}`));

  const agentsOf = (key: string) => [...store.agents.values()].filter((agent) => agent.api_key === key);
  const agentOf = (key: string, id: string) => agentsOf(key).find((agent) => agent.id === id);

  app.get("/assistant", (c) => {
    const query = ListQuery.safeParse(c.req.query());
    if (!query.success) return failure(c, 400, complaints(query.error));
    return c.json(listNewest(agentsOf(c.get("key")).map(assistantOf), query.data));
  });

  app.post("/assistant", async (c) => {
    const settings = AssistantSettings.safeParse(await json(c));
    if (!settings.success) return failure(c, 400, complaints(settings.error));
    const agent = registerAgent(store, {
      id: randomUUID(),
      provider: "vapi",
      api_key: c.get("key"),
      document: settings.data,
      auth: { type: "none" },
    });
    return c.json(assistantOf(agent), 201);
  });

  app.get("/assistant/:id", (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    return agent ? c.json(assistantOf(agent)) : failure(c, 404, "Couldn't Find Assistant");
  });

  // A nested object such as `model` or `server` is replaced as a whole, not merged.
  app.patch("/assistant/:id", async (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    if (!agent) return failure(c, 404, "Couldn't Find Assistant");
    const settings = AssistantSettings.safeParse(await json(c));
    if (!settings.success) return failure(c, 400, complaints(settings.error));
    agent.document = { ...agent.document, ...settings.data, updatedAt: new Date().toISOString() };
    store.save();
    return c.json(assistantOf(agent));
  });

  app.delete("/assistant/:id", (c) => {
    const agent = agentOf(c.get("key"), c.req.param("id"));
    if (!agent) return failure(c, 404, "Couldn't Find Assistant");
    store.agents.delete(agent.id);
    store.save();
    return c.json(assistantOf(agent));
  });

  app.get("/call", (c) => {
    const query = ListQuery.safeParse(c.req.query());
    if (!query.success) return failure(c, 400, complaints(query.error));
    const now = Date.now();
    const brief = [...store.calls.values()]
      .filter((call) => call.api_key === c.get("key"))
      .map((call) => ({ ...vapiCallAt(call, store, recordingsUrl(parts), now, true), record: call }));
    const page = listNewest(brief, query.data);
    return c.json(page.map(({ record }) => vapiCallAt(record, store, recordingsUrl(parts), now)));
  });

  app.get("/phone-number", (c) => c.json(agentsOf(c.get("key")).map(phoneNumberOf)));

  app.get("/phone-number/:id", (c) => {
    const number = agentsOf(c.get("key"))
      .map(phoneNumberOf)
      .find(({ id }) => id === c.req.param("id"));
    return number ? c.json(number) : failure(c, 404, "Couldn't Find Phone Number");
  });

  app.get("/call/:id", (c) => {
    const call = store.calls.get(c.req.param("id"));
    if (call?.api_key !== c.get("key")) return failure(c, 404, "Couldn't Find Call");
    return c.json(vapiCallAt(call, store, recordingsUrl(parts), Date.now()));
  });

  app.post("/call", async (c) => {
    const order = NewCall.safeParse(await json(c));
    if (!order.success) return failure(c, 400, complaints(order.error));
    const { assistantId, customer, assistantOverrides } = order.data;
    const agent = agentOf(c.get("key"), assistantId);
    if (!agent) return failure(c, 400, "assistantId does not exist");
    const call = await switchboard.place({
      agent,
      conversation: chooseOutbound(agent.industry),
      pace: store.settings.traffic.pace,
      caller_number: customer.number,
      ...(assistantOverrides?.metadata && { metadata: assistantOverrides.metadata }),
      ...(assistantOverrides?.variableValues && { dynamic_variables: assistantOverrides.variableValues }),
    });
    return c.json({ ...vapiCallAt(call, store, recordingsUrl(parts), Date.now()), status: "queued" }, 201);
  });

  return app;
}

const ERRORS = { 400: "Bad Request", 401: "Unauthorized", 404: "Not Found" } as const;

const failure = (c: Context, statusCode: keyof typeof ERRORS, message: string | string[]) =>
  c.json({ message, error: ERRORS[statusCode], statusCode }, statusCode);

/** An empty or broken body is an empty object, so that validation names what is missing. */
const json = (c: Context): Promise<unknown> => c.req.json().catch(() => ({}));

import { Hono } from "hono";
import type { Parts } from "../sandbox";
import { agentsApi } from "./agents-api";
import { failure, type KeyedApi } from "./answering";
import { callsApi } from "./calls-api";

/** Retell's REST API, as far as Foyer calls it. Source: retell-sdk 5.66.1. */
export function retellApi(parts: Parts): KeyedApi {
  const app: KeyedApi = new Hono();
  app.use(async (c, next) => {
    const key = c.req.header("authorization")?.replace(/^Bearer /, "") ?? "";
    if (parts.store.workspaces.get(key)?.provider !== "retell") return failure(c, 401, "Invalid API Key");
    c.set("key", key);
    await next();
  });
  app.notFound((c) => failure(c, 404, `Cannot ${c.req.method} ${c.req.path}`));
  agentsApi(app, parts);
  callsApi(app, parts);
  return app;
}

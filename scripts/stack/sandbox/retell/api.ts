import { Hono } from "hono";
import type { Parts } from "../sandbox";
import { agentsApi } from "./agents-api";
import { failure, type KeyedApi } from "./answering";
import { callsApi } from "./calls-api";

/** What a workspace on the pay-as-you-go plan may run at once. */
const LIMITS = {
  base_concurrency: 20,
  purchased_concurrency: 0,
  concurrency_limit: 20,
  concurrency_purchase_limit: 100,
  remaining_purchase_limit: 100,
};

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
  app.get("/get-concurrency", (c) => {
    const current = [...parts.store.calls.values()].filter((call) => call.api_key === c.get("key") && !call.finished);
    return c.json({ ...LIMITS, current_concurrency: current.length });
  });
  agentsApi(app, parts);
  callsApi(app, parts);
  return app;
}

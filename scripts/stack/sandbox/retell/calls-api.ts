import { z } from "zod";
import { callFactsOf } from "../calls/call-facts-of";
import { chooseOutbound } from "../calls/choose-conversation";
import { type Parts, recordingsUrl } from "../sandbox";
import { failure, json, type KeyedApi } from "./answering";
import { retellCallAt, withoutTranscript } from "./answers";
import { registeredCall } from "./call-object";
import { ListCalls, listCalls } from "./list-calls";

const E164 = z.string().regex(/^\+[1-9]\d{6,14}$/, { error: "must be E.164" });

const NewPhoneCall = z.looseObject({
  from_number: E164,
  to_number: E164,
  override_agent_id: z.string().optional(),
  retell_llm_dynamic_variables: z.record(z.string(), z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

const CONCURRENCY_LIMIT = 20;

/** Adds the endpoints of calls. */
export function callsApi(app: KeyedApi, parts: Parts): void {
  const { store, switchboard } = parts;
  const callsOf = (key: string, agents?: readonly { agent_id: string }[]) =>
    [...store.calls.values()]
      .filter((call) => call.api_key === key && (agents?.some(({ agent_id }) => agent_id === call.agent_id) ?? true))
      .map((call) => retellCallAt(call, store, recordingsUrl(parts), Date.now()));

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
    const agent = [...store.agents.values()].find(
      (one) =>
        one.api_key === c.get("key") &&
        (override_agent_id ? one.id === override_agent_id : one.business_number === from_number),
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
}

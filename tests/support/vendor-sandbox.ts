/** An agent at the vendor sandbox. */
export type SandboxAgent = { id: string };

async function control<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${process.env.SANDBOX_URL}/control${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
  return response.json() as Promise<T>;
}

/** Makes an agent at the vendor, in the workspace of a key. */
export function makeVendorAgent(
  provider: "retell" | "vapi",
  apiKey: string,
  more: { name?: string; webhook_url?: string; vendor_agent_id?: string; auth?: object } = {},
): Promise<SandboxAgent> {
  return control("/agents", { provider, api_key: apiKey, name: "Front desk", ...more });
}

/** A call that runs in its own time, `pace` times as fast as life; its webhooks follow. */
export async function startVendorCall(
  agentId: string,
  conversation: string,
  more: { pace: number; caller_number?: string },
): Promise<string> {
  return (await control<{ id: string }>("/calls", { agent_id: agentId, conversation, ...more })).id;
}

/** A whole call at once; without a webhook address the vendor delivers nothing. @returns the vendor's id of it */
export async function placeVendorCall(agentId: string, conversation = "book-first-visit"): Promise<string> {
  return (await control<{ id: string }>("/calls", { agent_id: agentId, conversation, pace: 0 })).id;
}

/** Deletes an agent at the vendor, as somebody might do there. */
export async function forgetVendorAgent(agentId: string): Promise<void> {
  const answer = await fetch(`${process.env.SANDBOX_URL}/control/agents/${agentId}`, { method: "DELETE" });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}: ${await answer.text()}`);
}

/** An account at one of the other vendors; the secret is its credential. `silent`: the vendor never answers about it. */
export async function makeVendorAccount(
  kind: "twilio" | "google_calendar" | "creatomate" | "slack" | "openai",
  manner: "open" | "silent" | "suspended" = "open",
): Promise<string> {
  return (await control<{ secret: string }>("/accounts", { kind, manner })).secret;
}

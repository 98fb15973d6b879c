import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** Why the hook failed, as hosted Supabase tells the person at the form. */
export type HookFailure = { status: number; code: string; message: string };

const BUDGET_MS = 5_000;
const ATTEMPTS = 3;
const BACKOFF_MS = 2_000;

/**
 * Calls an auth hook over HTTP as GoTrue does: Standard Webhooks signature with every secret, one budget of 5 s for all
 * attempts, up to three of them, repeated only after a connection error or a 429/503 with `retry-after`. Returns null
 * when the hook agreed. Source: supabase/auth internal/hooks/hookshttp/hookshttp.go
 */
export async function callHook(url: string, secrets: string, payload: unknown): Promise<HookFailure | null> {
  const body = JSON.stringify(payload);
  const signers = secrets.split("|").map((secret) => new Webhook(secret.replace(/^v1,/, "")));
  const budget = AbortSignal.timeout(BUDGET_MS);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, BACKOFF_MS));
    if (budget.aborted) break;
    const id = randomUUID();
    const at = new Date();
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": signers.map((signer) => signer.sign(id, at, body)).join(", "),
        "accept-encoding": "identity",
      },
      body,
      redirect: "manual",
      signal: budget,
    }).catch(() => null);
    if (response === null) continue;
    if ((response.status === 429 || response.status === 503) && response.headers.has("retry-after")) continue;
    return judge(response);
  }
  return budget.aborted
    ? { status: 422, code: "hook_timeout", message: "Failed to reach hook within maximum time of 5.000000 seconds" }
    : { status: 422, code: "hook_timeout_after_retry", message: "Failed to reach hook after maximum retries" };
}

async function judge(response: Response): Promise<HookFailure | null> {
  if (response.status === 204) return null;
  if (response.status !== 200 && response.status !== 202) {
    const reason =
      response.status === 400
        ? "Invalid payload sent to hook"
        : response.status === 401
          ? "Hook requires authorization token"
          : `Unexpected status code returned from hook: ${response.status}`;
    return { status: 500, code: "unexpected_failure", message: reason };
  }
  if (!response.headers.get("content-type")?.startsWith("application/json"))
    return {
      status: 400,
      code: "hook_payload_invalid_content_type",
      message: "Invalid Content-Type header. Expected: application/json",
    };
  const answer = (await response.json().catch(() => null)) as {
    error?: { http_code?: number; message?: string };
  } | null;
  if (!answer?.error?.message) return null;
  return { status: answer.error.http_code ?? 500, code: "unexpected_failure", message: answer.error.message };
}

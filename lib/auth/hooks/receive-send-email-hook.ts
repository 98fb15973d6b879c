import { sendEmail } from "../../email/send-email";
import { env } from "../../env";
import { parsed, readText } from "../../http/request";
import type { Log } from "../../log/logger";
import { mailsOfHook } from "./mails-of-hook";
import { SendEmailHook } from "./schemas";
import { verifySignature } from "./verify-signature";

const BODY_LIMIT = 64 * 1024;

// Supabase gives all its attempts 5 s together and repeats after 503 with Retry-After: one attempt must leave room.
const MAIL_TIMEOUT_MS = 1_800;

/**
 * Answers Supabase's Send-Email hook: verifies the raw body, sends what it asks for, answers `{}`. A repeated attempt
 * has a new `webhook-id` but the same `metadata.uuid`, which is the mails' idempotency key.
 * Source: supabase/auth internal/hooks/hookshttp/hookshttp.go
 */
export async function receiveSendEmailHook(request: Request, log: Log): Promise<object> {
  const raw = await readText(request, BODY_LIMIT);
  verifySignature(raw, request.headers, env().SEND_EMAIL_HOOK_SECRET);
  const hook = parsed(SendEmailHook, JSON.parse(raw));
  const mails = mailsOfHook(hook, env().PUBLIC_BASE_URL);
  await Promise.all(
    mails.map(({ to, key, mail }) => sendEmail({ to, idempotencyKey: key, timeoutMs: MAIL_TIMEOUT_MS }, mail)),
  );
  log.info({ action: hook.email_data.email_action_type, mails: mails.length }, "auth mail sent");
  return {};
}

import { render } from "@react-email/render";
import { Resend } from "resend";
import type { Mail } from "@/emails/layout";
import { env } from "../env";
import { AppError } from "../errors";
import { inSpan } from "../log/sentry/in-span";
import { within } from "../within";

/** Who gets a mail, and the key under which it leaves at most once in 24 hours (`<event>/<entity id>/<recipient>`). */
export type Envelope = { to: string; idempotencyKey: string; timeoutMs?: number };

const TIMEOUT_MS = 5_000;

/**
 * Renders a mail (HTML and plain text) and hands it to Resend. Never lost silently: a refusal throws, as `unavailable`
 * when another attempt may succeed. Repeating a call is safe, thanks to the idempotency key.
 * @returns Resend's id of the mail
 */
export async function sendEmail(envelope: Envelope, mail: Mail): Promise<string> {
  const [html, text] = await Promise.all([render(mail.body), render(mail.body, { plainText: true })]);
  const { data, error } = await within(
    envelope.timeoutMs ?? TIMEOUT_MS,
    () =>
      inSpan("http.client", "POST resend", () =>
        resend().emails.send(
          { from: env().EMAIL_FROM, to: envelope.to, subject: oneLine(mail.subject), html, text },
          { idempotencyKey: envelope.idempotencyKey.slice(0, 256) },
        ),
      ),
    slow,
  );
  if (data) return data.id;
  throw mailProblem(error);
}

// The SDK answers `{ error }` instead of throwing, for network failures as well (statusCode null).
function mailProblem(error: { name: string; message: string; statusCode: number | null }): Error {
  const temporary = error.statusCode === null || error.statusCode >= 500 || error.name === "rate_limit_exceeded";
  if (temporary) {
    return new AppError("unavailable", "We could not send the e-mail. Try again in a moment.", {
      retry_after_seconds: 2,
    });
  }
  return new Error(`Resend refused a mail: ${error.name} (${error.statusCode}).`);
}

// Names of people and organizations end up in subjects: no header may grow out of them.
function oneLine(subject: string): string {
  return subject.replace(/[\r\n\t]+/g, " ").slice(0, 200);
}

let client: Resend | undefined;

function resend(): Resend {
  const { RESEND_API_KEY, RESEND_BASE_URL } = env();
  client ??= new Resend(RESEND_API_KEY, { baseUrl: RESEND_BASE_URL ?? "https://api.resend.com" });
  return client;
}

// The SDK has no timeout of its own.
const slow = () =>
  new AppError("unavailable", "The e-mail service is slow. Try again in a moment.", { retry_after_seconds: 2 });

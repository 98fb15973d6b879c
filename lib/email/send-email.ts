import { render } from "@react-email/render";
import { Resend } from "resend";
import type { Mail } from "@/emails/layout";
import { env } from "../env";
import { AppError } from "../errors";
import { inSpan } from "../log/sentry/in-span";

/** Who gets a mail, and the key under which it leaves at most once in 24 hours (`<event>/<entity id>/<recipient>`). */
export type Envelope = { to: string; idempotencyKey: string; timeoutMs?: number };

const TIMEOUT_MS = 5_000;

/**
 * Renders a mail (HTML and plain text) and hands it to Resend. Never lost silently: a refusal throws, as `unavailable`
 * when another attempt may succeed. Repeating a call is safe, thanks to the idempotency key: the mail leaves once, with the
 * words of the first time.
 */
export async function sendEmail(envelope: Envelope, mail: Mail): Promise<void> {
  const [html, text] = await Promise.all([render(mail.body), render(mail.body, { plainText: true })]);
  const signal = AbortSignal.timeout(envelope.timeoutMs ?? TIMEOUT_MS);
  const letter = { from: env().EMAIL_FROM, to: envelope.to, subject: oneLine(mail.subject), html, text };
  const send = () =>
    inSpan("http.client", "POST resend", () =>
      resend().emails.send(letter, { idempotencyKey: envelope.idempotencyKey.slice(0, 256), signal }),
    );
  let answer = await send();
  // A cut or unreadable answer does not say whether the mail has left. Its key makes asking again safe, and not all callers come back.
  if (isUnknown(answer) && !signal.aborted) answer = await send();
  if (answer.data || answer.error?.name === "invalid_idempotent_request") return;
  throw signal.aborted ? slow() : mailProblem(answer.error);
}

type Answer = Awaited<ReturnType<Resend["emails"]["send"]>>;

// The SDK answers `{ error }` instead of throwing, for network failures as well (statusCode null).
const isUnknown = ({ data, error }: Answer) => !data && (error?.statusCode ?? null) === null;

function mailProblem(error: Answer["error"]): Error {
  const { name, statusCode } = error ?? { name: "application_error", statusCode: null };
  const temporary = statusCode === null || statusCode >= 500 || TEMPORARY.has(name);
  if (temporary) {
    return new AppError("unavailable", "We could not send the e-mail. Try again in a moment.", {
      retry_after_seconds: 2,
    });
  }
  return new Error(`Resend refused a mail: ${name} (${statusCode}).`);
}

/** Too many at once; or the attempt before, whose answer we did not wait for, is still under way there. */
const TEMPORARY: ReadonlySet<string> = new Set(["rate_limit_exceeded", "concurrent_idempotent_requests"]);

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

const slow = () =>
  new AppError("unavailable", "The e-mail service is slow. Try again in a moment.", { retry_after_seconds: 2 });
